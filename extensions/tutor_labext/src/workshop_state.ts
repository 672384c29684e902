/** What the workshop shows: one immutable value. */

import type { Comparison } from './analysis_contract';
import type { CheckReport, Finding, SkillChoice, Step } from './author_contract';
import type { Manuscript } from './manuscript';

export interface Checked {
  report: CheckReport;
  text: string;
}

export interface WorkshopState {
  /** The person may write problems. */
  allowed: boolean;
  manuscript: Manuscript | null;
  /** Undefined while the form for a new problem is closed. */
  form?: { skills: SkillChoice[] };
  /** Undefined while the form about the problem in front is closed. */
  about?: { skills: SkillChoice[] };
  running:
    'draft' | 'about' | 'check' | 'preview' | 'values' | 'compare' | 'publish' | null;
  step: Step | null;
  /** By path, the last report of this visit. */
  checked: Readonly<Record<string, Checked | undefined>>;
  /** The author pressed Publish and has not said yet whether they mean it. */
  asking: Comparison | null;
  /** Answers to the version before the one just published, which may be graded again. */
  earlier: { problem_id: string; version: number; answers: number } | null;
  /** Which variant is previewed next, from 0. */
  variant: number;
  /** One line, announced to screen readers. */
  notice: string;
}

export const BEGINNING: WorkshopState = {
  allowed: false,
  manuscript: null,
  running: null,
  step: null,
  checked: {},
  asking: null,
  earlier: null,
  variant: 0,
  notice: ''
};

/** What was found in a notebook that was only read, as a report. */
export function reportOf(findings: Finding[]): CheckReport {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  return { problem_id: '', errors, warnings, findings, version: 0, published: null };
}
