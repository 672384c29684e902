/** Requests to a server of ours: JSON and event streams; every one rejects with a `Failure`. */

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { EventStreamParser } from './events';
import { Failure, failureOf } from './failure';

/** Without any sign of life for so long, the service counts as away. Grading may take a while. */
const SILENCE_MS = 60_000;

export class Http {
  /** @param wished The language to ask for; '' leaves it to the browser. */
  constructor(
    private readonly settings: ServerConnection.ISettings,
    private readonly wished: () => string = () => ''
  ) {}

  /** Server-sent events of a POST; an aborted signal ends them, here and at the service. */
  async *events<T>(path: string, body: unknown, stop?: AbortSignal): AsyncGenerator<T> {
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

  async get<T>(path: string): Promise<T> {
    return this.json(await this.answer(api(path)));
  }

  async post<T>(path: string, body: unknown): Promise<T> {
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
  async answer(
    path: string,
    body?: unknown,
    accept = 'application/json',
    silence = new Silence()
  ): Promise<Response> {
    const wished = this.wished();
    const init: RequestInit = {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Accept: accept,
        'Content-Type': 'application/json',
        ...(wished && { 'Accept-Language': wished })
      },
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
