/** Bodies of `author/…` in the API; see `contract`. Text in them is to be shown as text. */

export interface SkillChoice {
  id: string;
  name: string;
  section: string;
  lesson: string;
}

/** Kinds of problem that there is a template for. */
export const DRAFT_KINDS = [
  'write_function',
  'fix_bug',
  'complete_code',
  'parsons',
  'predict_output',
  'multiple_choice',
  'explain_error',
  'refactor',
  'data_task',
  'write_tests'
] as const;

/** Kinds whose answer is values: there is no function to name. */
export const VALUE_KINDS: readonly DraftKind[] = [
  'predict_output',
  'multiple_choice',
  'explain_error'
];

export type DraftKind = (typeof DRAFT_KINDS)[number];

export interface DraftAsk {
  title: string;
  kind: DraftKind;
  entry_point: string;
  skill: string;
}

export interface NewDraft {
  slug: string;
  notebook: Notebook;
}

export interface Finding {
  cell: string;
  /** Id of the notebook cell, or ''. */
  cell_id: string;
  line: number | null;
  check: string;
  level: 'error' | 'warning';
  message: string;
  remedy: string;
  /** Name of the change to the reference that may be waived with a reason, or ''. */
  waives: string;
}

export interface CheckReport {
  problem_id: string;
  errors: number;
  warnings: number;
  findings: Finding[];
  /** The version that publishing makes of it, 0 where it cannot be. */
  version: number;
  published: { problem_id: string; version: number; new: boolean } | null;
}

export interface Preview {
  findings: Finding[];
  release: Notebook | null;
  /** How many variants there are; 0 where it has none. */
  variants: number;
}

/** What answers say of a problem; figures in logits, as of the last calibration. */
export interface Item {
  problem_id: string;
  version: number;
  title: string;
  answers: number;
  wins: number;
  difficulty: number;
  difficulty_sd: number;
  discrimination: number;
  /** What an instructor should look at, or ''. */
  flag: string;
}

/** A notebook as JSON; only what is changed here is named. */
export interface Notebook {
  metadata: Record<string, unknown>;
  [key: string]: unknown;
}

/** The gate begins a step; the name '' says that it still works on the one before. */
export interface Step {
  name: string;
  done: number;
  of: number;
}

export type CheckEvent =
  | { event: 'step'; data: Step }
  | { event: 'done'; data: CheckReport }
  | { event: 'error'; data: { code: string; message: string } };
