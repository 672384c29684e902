/** Bodies of the tutor's routes, as `tutor_bodies` of the service has them. */

import type { Policy } from './contract';

export type Wish = 'ask' | 'hint' | 'explain_error' | 'why' | 'check';

/** An error of a run of one's own, in a cell of the answer that is still as it was run. */
export interface RunFault {
  grade_id: string;
  name: string;
  message: string;
  line: number | null;
}

export interface HintAsk {
  problem_id: string;
  cells: Record<string, string>;
  fault: RunFault | null;
}

export interface TurnAsk {
  problem_id: string;
  wish: Wish;
  question: string;
  cells: Record<string, string>;
  fault: RunFault | null;
  locale: string;
}

export interface TurnView {
  role: 'learner' | 'tutor';
  text: string;
  source: 'offline' | 'gemini' | 'cache' | 'learner';
}

export interface Conversation {
  turns: TurnView[];
  policy: Policy;
  tutor: 'offline' | 'gemini';
}

/** One event of the hint stream; `text` of `hint` events is a piece that is appended. */
export type HintEvent =
  | { event: 'hint'; data: { rung: number; of: number; text: string } }
  | { event: 'done'; data: { rung: number; of: number; more: boolean; wait_s: number } }
  | { event: 'error'; data: { code: string; message: string } };

/** One event of the tutor's answer; `text` of `turn` events is a piece that is appended. */
export type TurnEvent =
  | { event: 'turn'; data: Pick<TurnView, 'text' | 'source'> }
  | { event: 'done'; data: Pick<TurnView, 'source'> }
  | { event: 'error'; data: { code: string; message: string } };
