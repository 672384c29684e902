/** Small doubles that the tests share. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { SubmissionAnswer, SubmissionRequest } from '../contract';
import type { Shelf } from '../drafts';
import { Patience } from '../patience';

export class MemoryShelf implements Shelf {
  readonly items = new Map<string, string>();
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
  removeItem(name: string): void {
    this.items.delete(name);
  }
}

/** As with private windows that refuse storage. */
export class BrokenShelf implements Shelf {
  getItem(): string | null {
    throw new Error('blocked');
  }
  setItem(): void {
    throw new Error('full');
  }
  removeItem(): void {
    throw new Error('blocked');
  }
}

/** Does not wait; counts how often it was asked to. */
export class NoPatience extends Patience {
  waits = 0;
  override async wait(): Promise<void> {
    this.waits++;
    await new Promise(resolve => setImmediate(resolve));
  }
}

export function draft(changes: Partial<SubmissionRequest> = {}): SubmissionRequest {
  return {
    problem_id: 'p',
    version: 1,
    cells: { solution: 'x = 1' },
    loose: [],
    key: 'key-0001',
    ...changes
  };
}

export function passed(changes: Partial<SubmissionAnswer> = {}): SubmissionAnswer {
  return {
    id: 'a',
    problem_id: 'p',
    status: 'passed',
    score: 2,
    max_score: 2,
    attempt: 1,
    message: '',
    tests: [],
    output: '',
    feedback: '',
    explanation: null,
    mastery: [],
    solved: true,
    next: null,
    achievements: [],
    ...changes
  };
}

const fill = (text: string, values: unknown[]) =>
  text.replace(/%(\d)/g, (_, n: string) => String(values[Number(n) - 1]));

/** English as it stands. */
export const english = {
  __: (text: string, ...values: unknown[]) => fill(text, values),
  _n: (one: string, many: string, n: number, ...values: unknown[]) =>
    fill(n === 1 ? one : many, [n, ...values])
} as unknown as TranslationBundle;

/** A problem as the service tells of it. */
export const problem = {
  id: 'p',
  version: 1,
  title: 'P',
  kind: 'fix_bug',
  minutes: 5,
  section: 's',
  skills: []
};
