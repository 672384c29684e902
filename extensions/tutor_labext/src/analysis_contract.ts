/** Bodies of what the workshop says of changes and answers; see `contract`. Text is shown as text. */

export interface LineView {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}

export interface Fact {
  name: string;
  before: string;
  after: string;
}

export interface CellChange {
  change: 'added' | 'removed' | 'changed' | 'moved';
  role: string;
  name: string;
  facts: Fact[];
  lines: LineView[];
}

export interface Reach {
  course: string;
  learners: number;
  open: number;
  solved: number;
  failed: number;
}

/** What publishing a notebook would change. */
export interface Comparison {
  problem_id: string;
  /** The version that learners get now, or null for a first one. */
  version: number | null;
  cells: CellChange[];
  facts: Fact[];
  points_before: number;
  points_after: number;
  courses: Reach[];
  /** Graded submissions to that version. */
  answers: number;
}

/** A value with the range that holds it 95 times in 100, from `n` answers. */
export interface Estimate {
  low: number;
  high: number;
  n: number;
}

/** Of those who had one variant at their first attempt. */
export interface VariantAnalysis {
  /** From 0; the seed of `generate`. */
  variant: number;
  learners: number;
  first_try: (Estimate & { value: number }) | null;
  hints: (Estimate & { value: number }) | null;
  minutes: (Estimate & { middle: number }) | null;
  /** From all other variants together; '' where that may be chance. */
  differs: '' | 'easier' | 'harder';
}

export interface VersionAnalysis {
  version: number;
  learners: number;
  first_try: (Estimate & { value: number }) | null;
  hints: (Estimate & { value: number }) | null;
  gave_up: (Estimate & { value: number }) | null;
  /** Half of the learners took between `low` and `high` minutes. */
  minutes: (Estimate & { middle: number }) | null;
  discrimination: (Estimate & { mean: number }) | null;
  /** Empty where all had the same one. */
  variants: VariantAnalysis[];
}

export interface Mistake {
  learners: number;
  answers: number;
  fails: string[];
  raises: string | null;
  /** Text of a probe cell, with a gap for its feedback. */
  probe: string;
}

export interface ItemAnalysis {
  problem_id: string;
  title: string;
  derived: boolean;
  few: number;
  versions: VersionAnalysis[];
  mistakes: Mistake[];
}

export interface Level {
  mastery: number;
  chance: number;
  predicted: number;
  reason: string;
  ahead: string[];
}

export interface Trial {
  problem_id: string;
  skills: string[];
  levels: Level[];
}
