/**
 * Hands submissions in until each is answered.
 *
 * One press of Submit is one key. While the service is away the same key is sent again and again, so
 * that an answer that got lost on its way back is given again instead of being graded twice.
 */

import type { SubmissionAnswer, SubmissionPending, SubmissionRequest } from './contract';
import { type Drafts, sameWork } from './drafts';
import type { Failure } from './failure';
import { asFailure } from './failure';
import type { Patience } from './patience';

/** The service's side of handing in. */
export interface Counter {
  submit(draft: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending>;
  submission(id: string): Promise<SubmissionAnswer | SubmissionPending>;
}

/** How handing in ended: answered, refused (with the work kept or not), or replaced by newer work. */
export type Outcome =
  | { end: 'answered'; answer: SubmissionAnswer }
  | { end: 'refused'; failure: Failure; kept: boolean }
  | { end: 'replaced' };

/** Called when a try failed and another follows, and with null when the service answers again. */
export type OnDelay = (problemId: string, failure: Failure | null) => void;

export class Outbox {
  constructor(
    private readonly counter: Counter,
    readonly drafts: Drafts,
    private readonly patience: Patience,
    private readonly onDelay: OnDelay
  ) {}

  /** Whether work on this problem is on its way. */
  isSending(problemId: string): boolean {
    return this.running.has(problemId);
  }

  /** Hand in; a second press with the same work joins the first. */
  send(draft: SubmissionRequest): Promise<Outcome> {
    const kept = this.drafts.get(draft.problem_id);
    const work = kept && sameWork(kept, draft) ? kept : draft;
    const running = this.running.get(work.problem_id);
    if (running?.key === work.key) {
      return running.outcome;
    }
    this.drafts.keep(work);
    const outcome = this.deliver(work).finally(() => {
      if (this.running.get(work.problem_id)?.key === work.key) {
        this.running.delete(work.problem_id);
      }
    });
    this.running.set(work.problem_id, { key: work.key, outcome });
    return outcome;
  }

  private async deliver(draft: SubmissionRequest): Promise<Outcome> {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await this.untilGraded(await this.counter.submit(draft));
        this.onDelay(draft.problem_id, null);
        this.drafts.forget(draft);
        return { end: 'answered', answer };
      } catch (reason) {
        const failure = asFailure(reason);
        if (this.drafts.get(draft.problem_id)?.key !== draft.key) {
          return { end: 'replaced' };
        }
        if (failure.treatment !== 'again') {
          const kept = failure.treatment === 'hold';
          if (!kept) {
            this.drafts.forget(draft);
          }
          return { end: 'refused', failure, kept };
        }
        this.onDelay(draft.problem_id, failure);
        await this.patience.wait(tries, failure.retryAfterS);
      }
    }
  }

  private async untilGraded(
    first: SubmissionAnswer | SubmissionPending
  ): Promise<SubmissionAnswer> {
    let state = first;
    for (let tries = 0; state.status === 'pending'; tries++) {
      await this.patience.wait(Math.min(tries, 2));
      state = await this.counter.submission(state.id);
    }
    return state;
  }

  private readonly running = new Map<
    string,
    { key: string; outcome: Promise<Outcome> }
  >();
}
