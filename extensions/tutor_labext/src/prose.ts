/**
 * A small part of Markdown as data: paragraphs, lists, headings, tables, quotes, code, emphasis. There
 * is no notion of HTML, links, images or commands, so text that a model wrote cannot produce any: what is not
 * understood stays the text that it is. Pure.
 */

import { cellsOf, type Span, spans } from './spans';

export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'heading'; spans: Span[] }
  | { kind: 'quote'; spans: Span[] }
  | { kind: 'table'; head: Span[][]; rows: Span[][][] }
  | { kind: 'list'; ordered: boolean; start: number; items: Span[][] }
  | { kind: 'code'; text: string };

const FENCE = /^\s{0,3}(```+|~~~+)/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const BULLET = /^\s{0,3}[-*+]\s+(.*)$/;
const NUMBER = /^\s{0,3}(\d{1,3})[.)]\s+(.*)$/;
const QUOTE = /^\s{0,3}> ?(.*)$/;
const ROW = /^\s{0,3}\|.*\|\s*$/;
const RULE = /^\s{0,3}\|(?:\s*:?-+:?\s*\|)+\s*$/;
/** Split text into blocks. */
export function blocks(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const found: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const [block, next] = blockAt(lines, at);
    if (block) {
      found.push(block);
    }
    at = next;
  }
  return found;
}

function blockAt(lines: string[], at: number): [Block | null, number] {
  const line = lines[at];
  const fence = FENCE.exec(line);
  if (fence) {
    return codeAt(lines, at + 1, fence[1]);
  }
  const heading = HEADING.exec(line);
  if (heading) {
    return [{ kind: 'heading', spans: spans(heading[1]) }, at + 1];
  }
  if (BULLET.test(line) || NUMBER.test(line)) {
    return listAt(lines, at);
  }
  if (isTable(lines, at)) {
    return tableAt(lines, at);
  }
  if (QUOTE.test(line)) {
    return quoteAt(lines, at);
  }
  return line.trim() ? paragraphAt(lines, at) : [null, at + 1];
}

/** Code up to the closing fence, or to the end while that has not arrived yet. */
function codeAt(lines: string[], from: number, fence: string): [Block, number] {
  let end = from;
  while (end < lines.length && !lines[end].trim().startsWith(fence)) {
    end++;
  }
  return [{ kind: 'code', text: lines.slice(from, end).join('\n') }, end + 1];
}

/** A head and the rule below it; until the rule has arrived it is text. */
function isTable(lines: string[], at: number): boolean {
  return ROW.test(lines[at]) && RULE.test(lines[at + 1] ?? '');
}

function tableAt(lines: string[], from: number): [Block, number] {
  const head = cellsOf(lines[from]);
  const rows: Span[][][] = [];
  let at = from + 2;
  for (; at < lines.length && ROW.test(lines[at]); at++) {
    const cells = cellsOf(lines[at]);
    rows.push(head.map((_, column) => cells[column] ?? []));
  }
  return [{ kind: 'table', head, rows }, at];
}

function quoteAt(lines: string[], from: number): [Block, number] {
  const said: string[] = [];
  let at = from;
  for (; at < lines.length && QUOTE.test(lines[at]); at++) {
    said.push(QUOTE.exec(lines[at])?.[1] ?? '');
  }
  return [{ kind: 'quote', spans: spans(said.join('\n')) }, at];
}

function listAt(lines: string[], from: number): [Block, number] {
  const ordered = NUMBER.test(lines[from]);
  const start = Number(NUMBER.exec(lines[from])?.[1] ?? 1);
  const items: string[] = [];
  let at = from;
  for (; at < lines.length && lines[at].trim(); at++) {
    const item = ordered ? NUMBER.exec(lines[at])?.[2] : BULLET.exec(lines[at])?.[1];
    if (item !== undefined) {
      items.push(item);
    } else if (
      FENCE.test(lines[at]) ||
      BULLET.test(lines[at]) ||
      NUMBER.test(lines[at])
    ) {
      break;
    } else {
      items[items.length - 1] += ' ' + lines[at].trim();
    }
  }
  return [{ kind: 'list', ordered, start, items: items.map(spans) }, at];
}

function paragraphAt(lines: string[], from: number): [Block, number] {
  let end = from + 1;
  while (end < lines.length && lines[end].trim() && !startsBlock(lines, end)) {
    end++;
  }
  return [{ kind: 'paragraph', spans: spans(lines.slice(from, end).join('\n')) }, end];
}

function startsBlock(lines: string[], at: number): boolean {
  const starts = [FENCE, HEADING, BULLET, NUMBER, QUOTE];
  return starts.some(start => start.test(lines[at])) || isTable(lines, at);
}
