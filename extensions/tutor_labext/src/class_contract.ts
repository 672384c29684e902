/** Bodies of `class/…` in the API; see `contract`. Text in them is to be shown as text. */

import type { Policy } from './contract';
import type { Signal } from './signals';

export interface LearnerOutlook {
  learner: string;
  /** Title of the next lesson, or null where all are mastered. */
  lesson: string | null;
  by: string | null;
  assigned: boolean;
  probability: number | null;
  mastered: number;
  skills: number;
  at_risk: boolean;
  reason: string;
}

export interface SkillBelief {
  skill: string;
  name: string;
  mastery: number;
  mastered: boolean;
  /** In logits. */
  mean: number;
  sd: number;
  certainty: string;
  evidence: number;
  wins: number;
  attempts: number;
  hints: number;
  last_evidence: string | null;
}

export interface LearnerBeliefs {
  learner: string;
  skills: SkillBelief[];
}

export interface Beliefs {
  /** What a chance that is told comes from. */
  serves: 'beliefs' | 'logistic';
  learners: LearnerBeliefs[];
}

export interface LearnerBehaviour {
  learner: string;
  attempts: number;
  /** How often each rule of behaviour was met. */
  signals: Record<Signal, number>;
}

/** A graded submission that met rules of behaviour, by the id of the submission. */
export interface SignalledAnswer {
  id: string;
  signals: Signal[];
  /** How far the attempt was trusted, 0 to 1. */
  weight: number;
}

/** A lesson that comes first in everybody's choice until its skills are mastered. */
export interface Assignment {
  lesson: string;
  title: string;
  /** Last day, as 2026-03-12. */
  due: string;
}

export interface LessonChoice {
  lesson: string;
  title: string;
  section: string;
}

export interface Assignments {
  assignments: Assignment[];
  lessons: LessonChoice[];
}

export interface AssignmentAsk {
  lesson: string;
  /** Null takes it back. */
  due: string | null;
}

/** How much of the tutor the learners get. */
export interface ClassTutor {
  policy: Policy;
  /** What the operator allows; the stricter of both counts. */
  most: Policy;
}

export interface ClassTutorAsk {
  policy: Policy;
}

/** A figure with its 95 % interval; all null where `n` is too small to show one. */
export interface HelpFigure {
  n: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

/** A style, all that are drawn, or the learners held out from the draw. */
export type HelpGroup =
  'usual' | 'question' | 'trace' | 'contrast' | 'drawn' | 'held_out';

export interface HelpRow {
  group: HelpGroup;
  /** Share who solved the next problem of the same skill at first and without help. */
  unaided: HelpFigure;
  /** That share less that of the held out, -1 to 1. */
  difference: HelpFigure | null;
  /** Median; a null value of enough helps is that of a problem not solved yet. */
  fixed_s: HelpFigure;
}

export interface HelpGiven {
  source: 'offline' | 'gemini' | 'cache';
  helps: number;
}

export interface TokensToday {
  used: number;
  most: number;
}

export interface ClassHelp {
  least_n: number;
  rows: HelpRow[];
  given: HelpGiven[];
  /** Of Gemini, of all courses together; null where no model is asked. */
  tokens: TokensToday | null;
}

export interface Classmate {
  id: string;
  name: string;
  role: string;
  solved: number;
  attempts: number;
  last_at: string | null;
}

/** One graded submission; `cells` is text that its learner wrote. */
export interface HandedIn {
  id: string;
  problem_id: string;
  title: string;
  version: number;
  status: string;
  score: number;
  max_score: number;
  at: string;
  cells: Record<string, string>;
}
