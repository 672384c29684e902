/** Talks to the service. The only file that knows its addresses. */

import { URLExt } from '@jupyterlab/coreutils';
import type {
  ExplainAsk,
  Explanation,
  Me,
  Placed,
  PlacementView,
  ProblemDetail,
  Progress,
  Recommendation,
  SkillMap,
  SubmissionAnswer,
  SubmissionPending,
  SubmissionRequest,
  Why
} from './contract';
import type {
  Conversation,
  HintAsk,
  HintEvent,
  TurnAsk,
  TurnEvent
} from './tutor_contract';
import type { Http } from './http';
import type { TimeLeft } from './idle';

/** What the panel asks of the service; every method rejects with a `Failure`. */
export interface Service {
  me(): Promise<Me>;
  next(): Promise<Recommendation>;
  another(why: Why): Promise<Recommendation>;
  placement(): Promise<PlacementView>;
  findLevel(action: 'begin' | 'skip'): Promise<PlacementView>;
  problem(id: string): Promise<ProblemDetail>;
  place(problemId: string): Promise<Placed>;
  placeLesson(lessonId: string): Promise<Placed>;
  submit(draft: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending>;
  submission(id: string): Promise<SubmissionAnswer | SubmissionPending>;
  hints(ask: HintAsk): AsyncGenerator<HintEvent>;
  /** Ask the tutor; an aborted signal ends the answer, here and at the service. */
  turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent>;
  conversation(problemId: string): Promise<Conversation>;
  explain(ask: ExplainAsk): Promise<Explanation>;
  progress(): Promise<Progress>;
  skillMap(): Promise<SkillMap>;
}

export class HttpService implements Service {
  constructor(private readonly http: Http) {}

  me(): Promise<Me> {
    return this.http.get('me');
  }

  next(): Promise<Recommendation> {
    return this.http.get('next');
  }

  another(why: Why): Promise<Recommendation> {
    return this.http.post('next', { why });
  }

  placement(): Promise<PlacementView> {
    return this.http.get('placement');
  }

  findLevel(action: 'begin' | 'skip'): Promise<PlacementView> {
    return this.http.post('placement', { action });
  }

  problem(id: string): Promise<ProblemDetail> {
    return this.http.get(`problems/${encodeURIComponent(id)}`);
  }

  /** Put a notebook on the learner's own disk; this is not part of the service's API. */
  place(problemId: string): Promise<Placed> {
    return this.placed({ problem_id: problemId });
  }

  placeLesson(lessonId: string): Promise<Placed> {
    return this.placed({ lesson_id: lessonId });
  }

  /** How long the learner's own server may rest; the service knows nothing of it. */
  async timeLeft(): Promise<TimeLeft> {
    return (await this.http.answer(URLExt.join('mastery', 'idle'))).json();
  }

  /** Say that somebody is there. */
  async stayUp(): Promise<TimeLeft> {
    return (await this.http.answer(URLExt.join('mastery', 'idle'), {})).json();
  }

  submit(draft: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending> {
    return this.http.post('submissions', draft);
  }

  submission(id: string): Promise<SubmissionAnswer | SubmissionPending> {
    return this.http.get(`submissions/${encodeURIComponent(id)}`);
  }

  explain(ask: ExplainAsk): Promise<Explanation> {
    return this.http.post('explanation', ask);
  }

  progress(): Promise<Progress> {
    return this.http.get('progress');
  }

  skillMap(): Promise<SkillMap> {
    return this.http.get('skills/map');
  }

  conversation(problemId: string): Promise<Conversation> {
    return this.http.get(`problems/${encodeURIComponent(problemId)}/turns`);
  }

  hints(ask: HintAsk): AsyncGenerator<HintEvent> {
    return this.http.events('hints', ask);
  }

  turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent> {
    return this.http.events('turns', ask, signal);
  }

  private async placed(body: Record<string, string>): Promise<Placed> {
    return (await this.http.answer(URLExt.join('mastery', 'place'), body)).json();
  }
}
