/** Talks to the service. The only file that knows its addresses. */

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type {
  Conversation,
  ExplainAsk,
  Explanation,
  HintEvent,
  Me,
  Placed,
  ProblemDetail,
  Progress,
  Recommendation,
  SubmissionAnswer,
  SubmissionPending,
  SubmissionRequest,
  TurnAsk,
  TurnEvent,
  Why
} from './contract';
import { EventStreamParser } from './events';
import { Failure, failureOf } from './failure';
import type { TimeLeft } from './idle';

/** Without any sign of life for so long, the service counts as away. Grading may take a while. */
const SILENCE_MS = 60_000;

/** What the panel asks of the service; every method rejects with a `Failure`. */
export interface Service {
  me(): Promise<Me>;
  next(): Promise<Recommendation>;
  another(why: Why): Promise<Recommendation>;
  problem(id: string): Promise<ProblemDetail>;
  place(problemId: string): Promise<Placed>;
  submit(draft: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending>;
  submission(id: string): Promise<SubmissionAnswer | SubmissionPending>;
  hints(problemId: string, cells: Record<string, string>): AsyncGenerator<HintEvent>;
  /** Ask the tutor; an aborted signal ends the answer, here and at the service. */
  turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent>;
  conversation(problemId: string): Promise<Conversation>;
  explain(ask: ExplainAsk): Promise<Explanation>;
  progress(): Promise<Progress>;
}

export class HttpService implements Service {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  me(): Promise<Me> {
    return this.get('me');
  }

  next(): Promise<Recommendation> {
    return this.get('next');
  }

  another(why: Why): Promise<Recommendation> {
    return this.post('next', { why });
  }

  problem(id: string): Promise<ProblemDetail> {
    return this.get(`problems/${encodeURIComponent(id)}`);
  }

  /** Put the problem's notebook on the learner's own disk; this is not part of the service's API. */
  async place(problemId: string): Promise<Placed> {
    const body = { problem_id: problemId };
    return (await this.answer(URLExt.join('mastery', 'place'), body)).json();
  }

  /** How long the learner's own server may rest; the service knows nothing of it. */
  async timeLeft(): Promise<TimeLeft> {
    return this.json(await this.answer(URLExt.join('mastery', 'idle')));
  }

  /** Say that somebody is there. */
  async stayUp(): Promise<TimeLeft> {
    return this.json(await this.answer(URLExt.join('mastery', 'idle'), {}));
  }

  submit(draft: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending> {
    return this.post('submissions', draft);
  }

  submission(id: string): Promise<SubmissionAnswer | SubmissionPending> {
    return this.get(`submissions/${encodeURIComponent(id)}`);
  }

  explain(ask: ExplainAsk): Promise<Explanation> {
    return this.post('explanation', ask);
  }

  progress(): Promise<Progress> {
    return this.get('progress');
  }

  conversation(problemId: string): Promise<Conversation> {
    return this.get(`problems/${encodeURIComponent(problemId)}/turns`);
  }

  hints(problemId: string, cells: Record<string, string>): AsyncGenerator<HintEvent> {
    return this.events('hints', { problem_id: problemId, cells });
  }

  turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent> {
    return this.events('turns', ask, signal);
  }

  private async *events<T>(
    path: string,
    body: unknown,
    stop?: AbortSignal
  ): AsyncGenerator<T> {
    const silence = new Silence(stop);
    const response = await this.answer(api(path), body, 'text/event-stream', silence);
    const reader = response.body?.getReader();
    silence.broken();
    const decoder = new TextDecoder();
    const parser = new EventStreamParser();
    try {
      for (
        let part = await reader?.read();
        part && !part.done;
        part = await reader?.read()
      ) {
        silence.broken();
        for (const { event, data } of parser.push(
          decoder.decode(part.value, { stream: true })
        )) {
          yield { event, data: JSON.parse(data) } as T;
        }
      }
    } catch {
      throw Failure.away();
    } finally {
      silence.over();
      reader?.cancel().catch(() => undefined);
    }
  }

  private async get<T>(path: string): Promise<T> {
    return this.json(await this.answer(api(path)));
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    return this.json(await this.answer(api(path), body));
  }

  /** A page where JSON was expected comes from something between us and the service. */
  private async json<T>(response: Response): Promise<T> {
    try {
      return (await response.json()) as T;
    } catch {
      throw Failure.away(response.status);
    }
  }

  /** The answer to a request, once its head is here; ServerConnection adds the token and XSRF. */
  private async answer(
    path: string,
    body?: unknown,
    accept = 'application/json',
    silence = new Silence()
  ): Promise<Response> {
    const init: RequestInit = {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Accept: accept, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: silence.signal
    };
    const url = URLExt.join(this.settings.baseUrl, path);
    try {
      const response = await ServerConnection.makeRequest(url, init, this.settings);
      if (!response.ok) {
        const text = await response.text();
        throw failureOf(response.status, text, response.headers.get('Retry-After'));
      }
      return response;
    } catch (reason) {
      throw reason instanceof Failure ? reason : Failure.away();
    } finally {
      silence.over();
    }
  }
}

function api(path: string): string {
  return URLExt.join('mastery', 'api', 'v1', path);
}

/** Aborts a request when nothing has been heard for too long. */
class Silence {
  /** @param stop Aborts it as well. */
  constructor(stop?: AbortSignal) {
    stop?.addEventListener('abort', () => this.controller.abort());
    this.broken();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something was heard. */
  broken(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), SILENCE_MS);
  }

  /** Nothing more is expected. */
  over(): void {
    clearTimeout(this.timer);
  }

  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
}
