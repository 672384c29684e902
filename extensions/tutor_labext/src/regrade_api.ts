/** Grading again: bodies of `class/regrades`, and the requests. */

import type { Http } from './http';

/** Answers that were checked with other tests than today's. */
export interface Outdated {
  problem_id: string;
  title: string;
  version: number;
  answers: number;
}

export interface Regrade {
  id: string;
  problem_id: string;
  title: string;
  version: number;
  state: 'running' | 'done' | 'cancelled';
  total: number;
  same: number;
  changed: number;
  not_judged: number;
  asked_at: string;
}

export type RegradeAsk = Pick<Outdated, 'problem_id' | 'version'>;

/** What grading again asks of the service; every method rejects with a `Failure`. */
export interface RegradeService {
  outdated(): Promise<Outdated[]>;
  regrades(): Promise<Regrade[]>;
  regrade(ask: RegradeAsk): Promise<Regrade>;
  cancelRegrade(id: string): Promise<Regrade>;
}

export class HttpRegradeService implements RegradeService {
  constructor(private readonly http: Http) {}

  async outdated(): Promise<Outdated[]> {
    return (await this.http.get<{ answers: Outdated[] }>('class/outdated')).answers;
  }

  async regrades(): Promise<Regrade[]> {
    return (await this.http.get<{ jobs: Regrade[] }>('class/regrades')).jobs;
  }

  regrade({ problem_id, version }: RegradeAsk): Promise<Regrade> {
    return this.http.post('class/regrades', { problem_id, version });
  }

  cancelRegrade(id: string): Promise<Regrade> {
    return this.http.post(`class/regrades/${encodeURIComponent(id)}`, {
      action: 'cancel'
    });
  }
}
