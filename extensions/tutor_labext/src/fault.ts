/** Finds the learner's own line in the traceback that a kernel sent. Pure. */

/** Longest name of an error that the service takes, in characters. */
export const LONGEST_NAME = 100;

/** Where in the learner's cells an error arose. */
export interface Place {
  /** The number in `In [n]` of the cell. */
  count: number;
  /** Line in that cell, from 1. */
  line: number;
}

const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const FRAME = /Cell In ?\[(\d+)\], line (\d+)/g;

export function withoutColour(text: string): string {
  return text.replace(ANSI, '');
}

/** The innermost line of a notebook cell in an IPython traceback; frames of libraries are passed over. */
export function placeOf(traceback: string[]): Place | null {
  const frames = [...withoutColour(traceback.join('\n')).matchAll(FRAME)];
  const last = frames[frames.length - 1];
  return last ? { count: Number(last[1]), line: Number(last[2]) } : null;
}
