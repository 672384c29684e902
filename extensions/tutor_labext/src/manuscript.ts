/** The notebook that an author has in front, and what the workshop asks of its side. */

import type { NewDraft, Notebook } from './author_contract';
import type { AuthoredMark } from './cells';

/** An author's notebook that is in front. */
export interface Manuscript {
  path: string;
  mark: AuthoredMark;
  /** As it is sent: without outputs, written as JupyterLab writes files. */
  text: string;
  /** What the notebook says of itself. */
  header: Readonly<Record<string, unknown>>;
  /** It holds a generator of values for variants. */
  generator: boolean;
  /** It holds values for variants. */
  variants: boolean;
}

/** What the workshop asks of the notebook side. */
export interface AuthorDesk {
  current(): Manuscript | null;
  /** Write a new problem into a folder of its own and open it. */
  begin(draft: NewDraft): Promise<void>;
  /** Open the author's notebook of a published version; a copy where they have none. */
  resume(published: NewDraft): Promise<void>;
  /** Write what learners would get beside the problem and open it. */
  show(path: string, release: Notebook): Promise<void>;
  /** Take over the number that the service gave. */
  setVersion(path: string, version: number): Promise<void>;
  /** Change what a notebook says of itself; what is undefined is taken out. */
  setHeader(path: string, values: Record<string, unknown>): void;
  /** Put what its generator gives into its cell of values, which is made where there is none. */
  writeValues(path: string): Promise<void>;
  /** Put a probe into the notebook of a problem, where that is in front. */
  insertProbe(problemId: string, source: string): Promise<boolean>;
  goTo(cellId: string, line: number): Promise<boolean>;
}
