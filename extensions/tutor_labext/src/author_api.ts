/** The authors' part of the API. */

import type {
  CheckEvent,
  DraftAsk,
  Item,
  NewDraft,
  Preview,
  SkillChoice
} from './author_contract';
import type { Comparison, ItemAnalysis, Trial } from './analysis_contract';
import type { Http } from './http';

/** What the workshop asks of the service; every method rejects with a `Failure`. */
export interface AuthorService {
  skills(): Promise<SkillChoice[]>;
  draft(ask: DraftAsk): Promise<NewDraft>;
  preview(notebook: string, variant: number): Promise<Preview>;
  compare(notebook: string): Promise<Comparison>;
  check(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent>;
  publish(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent>;
}

/** What those who write problems ask of the answers that came in. */
export interface AnalysisService {
  items(): Promise<Item[]>;
  item(problemId: string): Promise<ItemAnalysis>;
  /** The notebook of the version that learners have. */
  published(problemId: string): Promise<NewDraft>;
  trial(notebook: string): Promise<Trial>;
}

export class HttpAuthorService implements AuthorService, AnalysisService {
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

  item(problemId: string): Promise<ItemAnalysis> {
    return this.http.get(`author/items/${encodeURIComponent(problemId)}`);
  }

  published(problemId: string): Promise<NewDraft> {
    return this.http.get(`author/items/${encodeURIComponent(problemId)}/notebook`);
  }

  trial(notebook: string): Promise<Trial> {
    return this.http.post('author/trial', { notebook });
  }

  preview(notebook: string, variant: number): Promise<Preview> {
    return this.http.post('author/preview', { notebook, variant });
  }

  compare(notebook: string): Promise<Comparison> {
    return this.http.post('author/compare', { notebook });
  }

  check(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent> {
    return this.http.events('author/check', { notebook }, stop);
  }

  publish(notebook: string, stop: AbortSignal): AsyncGenerator<CheckEvent> {
    return this.http.events('author/publish', { notebook }, stop);
  }
}
