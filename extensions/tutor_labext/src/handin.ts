/** Submit: from the cells of the notebook in front to the result in the panel. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { SubmissionAnswer, SubmissionRequest } from './contract';
import { newKey } from './drafts';
import type { Failure } from './failure';
import type { Outbox, Outcome } from './outbox';
import type { Desk, Session } from './session';
import type { Store } from './state';
import { statusLine } from './texts';

export class HandIn {
  /** Emits each result, so that the overview can follow. */
  readonly answered = new Signal<this, SubmissionAnswer>(this);

  /**
   * @param makeOutbox Makes the outbox, given what to call when a try failed or one succeeded again.
   */
  constructor(
    private readonly store: Store,
    private readonly session: Session,
    private readonly desk: Desk,
    private readonly trans: TranslationBundle,
    makeOutbox: (onDelay: (id: string, failure: Failure | null) => void) => Outbox
  ) {
    this.outbox = makeOutbox((id, failure) => this.delayed(id, failure));
  }

  /** Hand in the work of the notebook in front. */
  async submit(): Promise<void> {
    const work = this.desk.current();
    if (!work) {
      this.say(this.trans.__('Open a problem first; then its answer can be handed in.'));
      return;
    }
    const { cells, loose, words } = work.answer;
    if (!Object.keys(cells).length) {
      this.say(
        this.trans.__(
          'The answer cell is no longer in this notebook. Undo its deletion, or open the problem again from this panel.'
        )
      );
      return;
    }
    // What an earlier run said is superseded by the result.
    this.store.set({ fault: null, explanation: null });
    await this.send({
      problem_id: work.mark.id,
      version: work.mark.version,
      cells: { ...words, ...cells },
      loose,
      key: newKey()
    });
  }

  /** Send what an earlier visit could not. */
  async resume(): Promise<void> {
    await Promise.all(this.outbox.drafts.all().map(draft => this.send(draft)));
  }

  private async send(draft: SubmissionRequest): Promise<void> {
    const id = draft.problem_id;
    this.mark(id, 'sending');
    this.say(this.trans.__('Checking your answer…'));
    const outcome = await this.outbox.send(draft);
    if (outcome.end !== 'replaced') {
      this.mark(id, undefined);
      this.conclude(draft, outcome);
    }
  }

  private conclude(
    draft: SubmissionRequest,
    outcome: Exclude<Outcome, { end: 'replaced' }>
  ): void {
    const id = draft.problem_id;
    if (outcome.end === 'refused') {
      this.say(outcome.failure.message);
      return;
    }
    const { answer } = outcome;
    const { answers, current, next } = this.store.state;
    const result = { ...answer, outdated: (answer.version ?? 0) > draft.version };
    this.store.set({ answers: { ...answers, [id]: result }, next: answer.next ?? next });
    this.count(id, answer);
    if (id === current) {
      // A result came, so the way to the server is open; JupyterLab tells if saving fails.
      this.desk.save().catch(() => undefined);
    }
    const line = statusLine(answer, this.trans);
    const title = this.store.problem(id)?.detail.problem.title ?? id;
    this.say(id === current ? line : `${title}: ${line}`);
    this.session.followLevel().catch(reason => this.session.tell(reason));
    this.answered.emit(answer);
  }

  private count(id: string, answer: SubmissionAnswer): void {
    const known = this.store.problem(id);
    if (known) {
      const attempts = Math.max(known.detail.attempts, answer.attempt);
      this.store.setProblem(id, {
        detail: {
          ...known.detail,
          attempts,
          solved: known.detail.solved || answer.solved,
          review: answer.review ?? known.detail.review
        },
        // An attempt may open the next hint sooner; the service decides when asked.
        ladder: { ...known.ladder, opensAt: 0 }
      });
    }
  }

  private delayed(id: string, failure: Failure | null): void {
    if (!failure) {
      return;
    }
    if (failure.isAway) {
      this.mark(id, 'kept');
      this.session.lost();
    } else {
      this.mark(id, 'sending');
      this.say(failure.message);
    }
  }

  private mark(id: string, handIn: 'sending' | 'kept' | undefined): void {
    this.store.set({ handIns: { ...this.store.state.handIns, [id]: handIn } });
  }

  private say(notice: string): void {
    this.store.set({ notice });
  }

  private readonly outbox: Outbox;
}
