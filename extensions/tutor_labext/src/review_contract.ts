/** Bodies of `class/reviews` in the API; see `contract`. Text in them is to be shown as text. */

import type { MarkView, TestView } from './contract';

export interface ReviewQuery {
  state: 'awaiting' | 'reviewed';
  problem_id?: string;
  after?: number;
}

export interface ReviewRow {
  submission_id: string;
  problem_id: string;
  title: string;
  learner_id: string;
  learner: string;
  at: string;
  score: number;
  max_score: number;
}

export interface ReviewQueue {
  reviews: ReviewRow[];
  /** How many wait in the whole course. */
  awaiting: number;
  next: number | null;
}

export interface AnswerCell {
  kind: 'code' | 'words' | 'task';
  prompt: string;
  answer: string;
  mark: MarkView;
}

export interface ReviewSheet {
  submission_id: string;
  problem_id: string;
  version: number;
  title: string;
  statement: string;
  learner_id: string;
  learner: string;
  at: string;
  state: 'awaiting' | 'reviewed' | 'replaced';
  /** Goes back with the points, so that nobody overwrites what they have not seen. */
  revision: number;
  comment: string;
  score: number;
  max_score: number;
  tests: TestView[];
  cells: AnswerCell[];
  loose: string[];
  reviewer: string | null;
  reviewed_at: string | null;
}

export interface MarkAsk {
  points: number;
  met: number[];
  comment: string;
}

export interface ReviewAsk {
  revision: number;
  marks: Record<string, MarkAsk>;
  comment: string;
}
