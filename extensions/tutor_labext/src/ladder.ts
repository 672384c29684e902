/** Asks for hints and lets their text grow as it arrives. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import type { HintAsk, HintEvent } from './tutor_contract';
import { refusal } from './failure';
import { runFault } from './run_fault';
import type { Desk, Session } from './session';
import type { Hint, Ladder, Store } from './state';

export class Hints {
  /** @param now Milliseconds since 1970. */
  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly session: Session,
    private readonly desk: Desk,
    private readonly trans: TranslationBundle,
    private readonly now: () => number = Date.now
  ) {}

  /** Ask for the next hint on the problem in front. */
  async ask(): Promise<void> {
    const work = this.desk.current();
    const ladder = this.store.current?.ladder;
    if (!work || !ladder || ladder.writing) {
      return;
    }
    const { id } = work.mark;
    this.change(id, { writing: true });
    this.store.set({ notice: this.trans.__('The tutor is writing a hint…') });
    try {
      const { cells } = work.answer;
      const fault = runFault(this.store.state.fault, cells);
      await this.stream({ problem_id: id, cells, fault });
    } catch (reason) {
      this.session.tell(reason);
    } finally {
      this.change(id, { writing: false });
    }
  }

  private async stream(ask: HintAsk): Promise<void> {
    const id = ask.problem_id;
    let rung: number | null = null;
    for await (const event of this.service.hints(ask)) {
      if (event.event === 'hint') {
        this.grow(id, event.data, event.data.rung !== rung);
        rung = event.data.rung;
      } else if (event.event === 'done') {
        this.finish(id, event.data, rung !== null);
        return;
      } else {
        throw refusal(event.data);
      }
    }
    this.store.set({ notice: this.trans.__('The hint was cut off. Please ask again.') });
  }

  /** Add a piece of text to its hint; the first piece of an answer begins the hint anew. */
  private grow(id: string, piece: Hint, first: boolean): void {
    const hints = this.store.problem(id)?.ladder.hints ?? [];
    const known = hints.find(hint => hint.rung === piece.rung);
    const text = (first ? '' : (known?.text ?? '')) + piece.text;
    const others = hints.filter(hint => hint !== known);
    const grown = [...others, { ...piece, text }].sort((a, b) => a.rung - b.rung);
    this.change(id, { hints: grown });
  }

  private finish(
    id: string,
    done: Extract<HintEvent, { event: 'done' }>['data'],
    written: boolean
  ): void {
    const { rung, of, more, wait_s: waitS } = done;
    this.change(id, { more, opensAt: waitS > 0 ? this.now() + waitS * 1000 : 0 });
    const known = this.store.problem(id);
    if (known && written) {
      const shown = Math.max(known.detail.hints_shown, rung);
      this.store.setProblem(id, {
        detail: { ...known.detail, hints_shown: shown, hints_of: of }
      });
    }
    this.store.set({
      notice: written
        ? this.trans.__('Hint %1 of %2 is here.', rung, of)
        : more
          ? this.trans.__('The next hint is not open yet.')
          : this.trans.__('There are no further hints for this problem.')
    });
  }

  private change(id: string, patch: Partial<Ladder>): void {
    const known = this.store.problem(id);
    if (known) {
      this.store.setProblem(id, { ladder: { ...known.ladder, ...patch } });
    }
  }
}
