/** Submissions that nobody has answered yet. They outlive a reload; at most one per problem. */

import type { SubmissionRequest } from './contract';

/** What of the browser's `localStorage` is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Drafts {
  /**
   * @param owner Sets learners apart who share an origin, as behind a hub; the base URL does.
   */
  constructor(
    private readonly shelf: Shelf,
    owner: string
  ) {
    this.name = `pythonmastery:unsent:${owner}`;
    this.memory = this.read();
  }

  all(): SubmissionRequest[] {
    return [...this.memory.values()];
  }

  get(problemId: string): SubmissionRequest | undefined {
    return this.memory.get(problemId);
  }

  /** Keep a submission in place of an older one of the same problem. */
  keep(draft: SubmissionRequest): void {
    this.memory.set(draft.problem_id, draft);
    this.write();
  }

  /** Forget a submission by its key; a newer one of the same problem stays. */
  forget(draft: SubmissionRequest): void {
    if (this.memory.get(draft.problem_id)?.key === draft.key) {
      this.memory.delete(draft.problem_id);
      this.write();
    }
  }

  private read(): Map<string, SubmissionRequest> {
    try {
      const found: unknown = JSON.parse(this.shelf.getItem(this.name) ?? '[]');
      const drafts = Array.isArray(found) ? found.filter(isDraft) : [];
      return new Map(drafts.map(draft => [draft.problem_id, draft]));
    } catch {
      // Storage is blocked or holds something else: begin with nothing.
      return new Map();
    }
  }

  private write(): void {
    try {
      if (this.memory.size) {
        this.shelf.setItem(this.name, JSON.stringify(this.all()));
      } else {
        this.shelf.removeItem(this.name);
      }
    } catch {
      // Full or blocked storage costs surviving a reload, not the submission itself.
    }
  }

  private readonly name: string;
  private readonly memory: Map<string, SubmissionRequest>;
}

/** Make a key that no other press of Submit has; also outside secure contexts. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether two submissions hand in the same work. */
export function sameWork(a: SubmissionRequest, b: SubmissionRequest): boolean {
  const content = (draft: SubmissionRequest) =>
    JSON.stringify([draft.problem_id, draft.version, draft.cells, draft.loose]);
  return content(a) === content(b);
}

function isDraft(value: unknown): value is SubmissionRequest {
  const draft = value as Partial<SubmissionRequest> | null;
  return (
    typeof draft?.problem_id === 'string' &&
    typeof draft.version === 'number' &&
    typeof draft.key === 'string' &&
    typeof draft.cells === 'object' &&
    Array.isArray(draft.loose)
  );
}
