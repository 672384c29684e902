/**
 * Emphasis and code within a line. A text is read once from its start to its end, so that no text,
 * however odd, keeps the browser busy. Pure.
 */

export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'em'; text: string };

const TICKS = /`+/g;
const STRONG_END = /(?<=\S)\*\*/g;
const STRONG = /^\*\*(?=\S)/;
const EM = /^[*_]([^\s*_](?:[^*_]*[^\s*_])?)[*_](?![\w*])/;
/** The longest phrase that is set in italics. */
const LONGEST_EM = 400;
const MARK = /[`*_]/g;
const WORD = /[\w*]/;

/** Split text into spans; markers without a partner, as while text streams in, stay text. */
export function spans(text: string): Span[] {
  const found: Span[] = [];
  const closings = new Closings(text);
  let from = 0;
  for (let at = next(text, 0); at < text.length;) {
    const [span, end] = spanAt(text, at, closings);
    if (span) {
      addText(found, text.slice(from, at));
      found.push(span);
      from = end;
    }
    at = next(text, end);
  }
  addText(found, text.slice(from));
  return found;
}

/** The cells of a row: a bar in code, or behind a backslash, parts none. */
export function cellsOf(line: string): Span[][] {
  const cells = [''];
  const inside = line.trim().slice(1, -1);
  for (let at = 0; at < inside.length; at++) {
    const closed = inside[at] === '`' ? inside.indexOf('`', at + 1) : -1;
    if (inside[at] === '|') {
      cells.push('');
    } else if (inside.startsWith('\\|', at)) {
      cells[cells.length - 1] += inside[++at];
    } else if (closed > 0) {
      cells[cells.length - 1] += inside.slice(at, closed + 1);
      at = closed;
    } else {
      cells[cells.length - 1] += inside[at];
    }
  }
  return cells.map(cell => spans(cell.replace(/\\\|/g, '|').trim()));
}

/** Where runs of backticks and pairs of stars stand, found once. */
class Closings {
  constructor(text: string) {
    for (const run of text.matchAll(TICKS)) {
      const places = this._runs.get(run[0].length) ?? [];
      places.push(run.index);
      this._runs.set(run[0].length, places);
    }
    this._stars = Array.from(text.matchAll(STRONG_END), star => star.index);
  }

  /** The next run of so many backticks from a place on, or -1. */
  ticks(size: number, from: number): number {
    return firstFrom(this._runs.get(size) ?? [], from);
  }

  /** The next pair of stars that may end strong words, or -1. */
  stars(from: number): number {
    return firstFrom(this._stars, from);
  }

  private readonly _runs = new Map<number, number[]>();
  private readonly _stars: number[];
}

/** The first of some rising places that is not before `from`, or -1. */
function firstFrom(places: number[], from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return places[low] ?? -1;
}

/** The span that begins at a marker, and where to read on. */
function spanAt(text: string, at: number, closings: Closings): [Span | null, number] {
  if (text[at] === '`') {
    const size = runAt(text, at);
    const end = closings.ticks(size, at + size);
    return end < 0
      ? [null, at + size]
      : [{ kind: 'code', text: text.slice(at + size, end) }, end + size];
  }
  if (STRONG.test(text.slice(at, at + 3))) {
    const end = closings.stars(at + 3);
    if (end > 0) {
      return [{ kind: 'strong', text: text.slice(at + 2, end) }, end + 2];
    }
  }
  const em = WORD.test(text[at - 1] ?? '')
    ? null
    : EM.exec(text.slice(at, at + LONGEST_EM));
  return em ? [{ kind: 'em', text: em[1] }, at + em[0].length] : [null, at + 1];
}

function runAt(text: string, at: number): number {
  let end = at;
  while (text[end] === '`') {
    end++;
  }
  return end - at;
}

function next(text: string, from: number): number {
  MARK.lastIndex = from;
  return MARK.exec(text)?.index ?? text.length;
}

function addText(found: Span[], text: string): void {
  if (text) {
    found.push({ kind: 'text', text });
  }
}
