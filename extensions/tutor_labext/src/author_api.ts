/** The authors' part of the API. */

import type {
  CheckEvent,
  DraftAsk,
  Item,
  NewDraft,
  Preview,
  SkillChoice
} from './author_contract';
import type { Http } from './http';

/** What the workshop asks of the service; every method rejects with a `Failure`. */
export interface AuthorService {
  skills(): Promise<SkillChoice[]>;
  draft(ask: DraftAsk): Promise<NewDraft>;
  items(): Promise<Item[]>;
  preview(notebook: string): Promise<Preview>;
  check(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent>;
  publish(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent>;
}

export class HttpAuthorService implements AuthorService {
  constructor(private readonly http: Http) {}

  async skills(): Promise<SkillChoice[]> {
    return (await this.http.get<{ skills: SkillChoice[] }>('skills')).skills;
  }

  async items(): Promise<Item[]> {
    return (await this.http.get<{ items: Item[] }>('author/items')).items;
  }

  draft(ask: DraftAsk): Promise<NewDraft> {
    return this.http.post('author/draft', ask);
  }

  preview(notebook: string): Promise<Preview> {
    return this.http.post('author/preview', { notebook });
  }

  check(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent> {
    return this.http.events('author/check', { notebook }, stop);
  }

  publish(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent> {
    return this.http.events('author/publish', { notebook }, stop);
  }
}
