/** What models of a panel share: a state that tells of its changes, and one piece of work at a time. */

import { Signal } from '@lumino/signaling';
import { asFailure } from './failure';

export interface Working {
  busy: boolean;
  /** One line, announced to screen readers. */
  notice: string;
}

export abstract class Model<S extends Working> {
  readonly changed = new Signal<this, S>(this);

  constructor(protected value: S) {}

  get state(): S {
    return this.value;
  }

  /** Do some work unless other work is under way; a failure becomes the notice. */
  protected async run(work: () => Promise<void>): Promise<void> {
    if (this.value.busy) {
      return;
    }
    this.patch({ busy: true, notice: '' });
    try {
      await work();
    } catch (reason) {
      this.patch({ notice: asFailure(reason).message });
    } finally {
      this.patch({ busy: false });
    }
  }

  protected set(patch: Partial<S>): void {
    this.value = { ...this.value, ...patch };
    this.changed.emit(this.value);
  }

  private patch(patch: Partial<Working>): void {
    this.set(patch as Partial<S>);
  }
}
