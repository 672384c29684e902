/** Reads a problem notebook: which problem it is and what of it is handed in. Pure. */

/** A cell as far as it matters here. */
export interface SourceCell {
  source: string;
  markdown?: boolean;
  metadata: Record<string, unknown>;
}

export interface ProblemMark {
  id: string;
  version: number;
}

/** A problem as its author has it. */
export interface AuthoredMark extends ProblemMark {
  title: string;
}

/** What of a notebook is handed in. */
export interface Answer {
  cells: Record<string, string>;
  loose: string[];
  /** Answers in words, by grade_id; only for problems that have some. */
  words?: Record<string, string>;
}

/** The service takes at most this many cells of the learner's own. */
const MOST_LOOSE = 100;

/** … and none that is longer than this; a longer one is data, not code. */
const MOST_SOURCE = 100_000;

/**
 * Read the notebook metadata `pythonmastery`, or null for a notebook that is no learner's problem:
 * an author's own notebook and a preview are none.
 */
export function problemMark(metadata: unknown): ProblemMark | null {
  const { id, version, kind, skills, preview } = asRecord(metadata);
  if (kind === 'lesson' || skills !== undefined || preview !== undefined) {
    return null;
  }
  return typeof id === 'string' && id && typeof version === 'number'
    ? { id, version }
    : null;
}

/** What an author's notebook says of itself, or null for any other: only authors' name skills. */
export function authoredMark(metadata: unknown): AuthoredMark | null {
  const { id, version, skills, title } = asRecord(metadata);
  return typeof skills === 'object' && skills !== null
    ? {
        id: typeof id === 'string' ? id : '',
        version: typeof version === 'number' ? version : 0,
        title: typeof title === 'string' ? title : ''
      }
    : null;
}

/** The grade_id of a solution cell, or null for any other cell. */
export function solutionId(metadata: Record<string, unknown>): string | null {
  const { grade_id: gradeId } = asRecord(metadata['nbgrader']);
  return role(metadata) === 'solution' && typeof gradeId === 'string' ? gradeId : null;
}

/** An answer in words that a person grades; a task is locked, and answered anywhere. */
function writtenId(
  metadata: Record<string, unknown>
): { id: string; task: boolean } | null {
  const { grade_id: id, task } = asRecord(metadata['nbgrader']);
  return role(metadata) === 'manual' && typeof id === 'string'
    ? { id, task: task === true }
    : null;
}

/**
 * Collect the solution cells by grade_id and the learner's own cells in order. A cell that was cut in
 * two is joined again, as the service does with files. Of a copy, which carries the same grade_id,
 * the first one counts, because it stands where the problem put it.
 */
export function readAnswer(all: SourceCell[]): Answer {
  const cells: Record<string, string> = {};
  const loose: string[] = [];
  let [last, end] = ['', -2];
  all.forEach(({ source, metadata, markdown }, place) => {
    if (markdown) {
      return;
    }
    const gradeId = solutionId(metadata);
    const own = gradeId === null && role(metadata) === undefined;
    const isNext = place === end + 1;
    if (gradeId !== null && !(gradeId in cells)) {
      cells[gradeId] = source;
      [last, end] = [gradeId, place];
    } else if (
      isNext &&
      (own ? isContinued(source) : gradeId === last && !isCopy(source, cells[last]))
    ) {
      cells[last] += `\n${source}`;
      end = place;
    } else if (own && isCode(source)) {
      loose.push(source);
    }
  });
  const words = readWords(all.filter(cell => cell.markdown));
  const answer = { cells, loose: loose.slice(0, MOST_LOOSE) };
  return Object.keys(words).length ? { ...answer, words } : answer;
}

/** Answers in words by grade_id; words of the learner's own answer the first task. */
function readWords(words: SourceCell[]): Record<string, string> {
  const cells: Record<string, string> = {};
  let task: string | null = null;
  for (const { source, metadata } of words) {
    const written = writtenId(metadata);
    if (written?.task) {
      task ??= written.id;
    } else if (written) {
      cells[written.id] ??= source;
    }
  }
  const own = words.filter(({ source, metadata }) => !role(metadata) && source.trim());
  if (task !== null && own.length) {
    cells[task] = own.map(({ source }) => source).join('\n\n');
  }
  return cells;
}

/** Whether code is the inside of something that begins above it. */
function isContinued(source: string): boolean {
  return /^\s*\n?[ \t]+[^\s#]/.test(source);
}

/** Whether code says again what an answer says: half of its lines, or the same names. */
function isCopy(source: string, answer: string): boolean {
  const lines = linesOf(source);
  const known = new Set(linesOf(answer));
  const names = new Set(namesOf(answer));
  const alike = lines.filter(line => known.has(line)).length * 2;
  return (
    alike >= Math.max(1, lines.length) || namesOf(source).some(name => names.has(name))
  );
}

function linesOf(source: string): string[] {
  return source
    .split('\n')
    .map(line => line.trim())
    .filter(line => line);
}

function namesOf(source: string): string[] {
  const bound = /^(?:(?:async\s+def|def|class)\s+(\w+)|(\w+)\s*=(?!=))/gm;
  return [...source.matchAll(bound)].map(([, defined, set]) => defined ?? set ?? '');
}

function isCode(source: string): boolean {
  return source.trim() !== '' && source.length <= MOST_SOURCE;
}

function role(metadata: Record<string, unknown>): unknown {
  return asRecord(metadata['pythonmastery'])['role'];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
