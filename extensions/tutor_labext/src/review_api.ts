/** The reviewers' part of the API. */

import type { Http } from './http';
import type { ReviewAsk, ReviewQuery, ReviewQueue, ReviewSheet } from './review_contract';

/** What the review tab asks of the service; every method rejects with a `Failure`. */
export interface ReviewService {
  queue(query: ReviewQuery): Promise<ReviewQueue>;
  sheet(submission: string): Promise<ReviewSheet>;
  give(submission: string, ask: ReviewAsk): Promise<ReviewSheet>;
}

export class HttpReviewService implements ReviewService {
  constructor(private readonly http: Http) {}

  queue({ state, problem_id, after }: ReviewQuery): Promise<ReviewQueue> {
    const query = new URLSearchParams({ state });
    if (problem_id) {
      query.set('problem_id', problem_id);
    }
    if (after) {
      query.set('after', String(after));
    }
    return this.http.get(`class/reviews?${query.toString()}`);
  }

  sheet(submission: string): Promise<ReviewSheet> {
    return this.http.get(`class/reviews/${encodeURIComponent(submission)}`);
  }

  give(submission: string, ask: ReviewAsk): Promise<ReviewSheet> {
    return this.http.post(`class/reviews/${encodeURIComponent(submission)}`, ask);
  }
}
