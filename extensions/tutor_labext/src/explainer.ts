/** Explains the error of a cell that the learner ran. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import { LONGEST_NAME } from './fault';
import type { Session } from './session';
import type { Fault, Store } from './state';

/** Longest message of an error that the service explains, in characters. */
const LONGEST_MESSAGE = 4000;

export class Explainer {
  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly session: Session,
    private readonly trans: TranslationBundle
  ) {}

  /** A cell failed: offer to explain it. */
  failed(fault: Fault): void {
    this.store.set({ fault, explanation: null });
  }

  /** A cell ran through: what it, or the cell it called into, did before is settled. */
  ran(cellId: string): void {
    const { fault } = this.store.state;
    if (fault?.cellId === cellId || fault?.ranId === cellId) {
      this.store.set({ fault: null, explanation: null });
    }
  }

  async explain(): Promise<void> {
    const { fault, explaining } = this.store.state;
    if (!fault || explaining) {
      return;
    }
    this.store.set({ explaining: true, notice: this.trans.__('Reading the error…') });
    try {
      const explanation = await this.service.explain({
        source: fault.source,
        name: fault.name.slice(0, LONGEST_NAME),
        message: fault.message.slice(0, LONGEST_MESSAGE),
        line: fault.line
      });
      if (this.store.state.fault === fault) {
        this.store.set({ explanation, notice: this.trans.__('The error is explained.') });
      }
    } catch (reason) {
      this.session.tell(reason);
    } finally {
      this.store.set({ explaining: false });
    }
  }
}
