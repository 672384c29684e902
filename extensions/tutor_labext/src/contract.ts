/**
 * Bodies of the API under `mastery/api/v1`, as the service describes them in its OpenAPI document.
 * Text in them comes from authors, learners and models: show it as text, never as markup.
 */

export interface SkillRef {
  id: string;
  name: string;
}

/** How much of the tutor a course and a problem allow. */
export type Policy = 'off' | 'hints' | 'full';

export interface Me {
  name: string;
  role: 'learner' | 'assistant' | 'instructor';
  course: string;
  tutor: 'offline' | 'gemini';
  grading: 'sandbox' | 'container' | 'unprotected' | 'unavailable';
  grading_note: string;
}

export interface ProblemRef {
  id: string;
  version: number;
  title: string;
  kind: string;
  minutes: number;
  section: string;
  skills: SkillRef[];
}

export interface Recommendation {
  problem: ProblemRef | null;
  reason: string;
  /** For instance 'about 6 in 10', or ''. */
  chance: string;
}

export type Why = 'too_easy' | 'too_hard' | 'not_now' | 'done';

/** The notebook that a lesson opens with. */
export interface LessonRef {
  id: string;
  title: string;
  section: string;
  minutes: number;
  /** The learner has tried no problem of this lesson yet. */
  new: boolean;
}

export interface PlacementView {
  status: 'new' | 'active' | 'skipped' | 'finished';
  /** Questions so far, the open one among them. */
  asked: number;
  most: number;
  /** It can be begun, or taken up again. */
  offered: boolean;
  confidence: number;
  next: Recommendation | null;
}

export interface ProblemDetail {
  problem: ProblemRef;
  reason: string;
  attempts: number;
  solved: boolean;
  hints_shown: number;
  hints_of: number;
  /** Shown to this learner, by rung. */
  hints: { rung: number; text: string }[];
  solution_cells: string[];
  lesson: LessonRef | null;
  /** The newest review of an answer to it. */
  review: ReviewView | null;
  /** What may be asked of the tutor. */
  tutor: Policy;
}

export interface SubmissionRequest {
  problem_id: string;
  version: number;
  cells: Record<string, string>;
  loose: string[];
  key: string;
}

export interface TestView {
  id: string;
  title: string;
  passed: boolean;
  points: number;
  max_points: number;
  hidden: boolean;
  message: string;
  output: string;
}

export interface Explanation {
  kind: string;
  grade_id: string | null;
  line: number | null;
  happened: string;
  suggestions: { rule: string; because: string; try_next: string }[];
}

export interface MasteryChange {
  skill: SkillRef;
  before: number;
  after: number;
  mastered: boolean;
}

export interface Achievement {
  id: string;
  title: string;
  text: string;
}

export type Status =
  | 'passed'
  | 'partly'
  | 'failed'
  | 'timeout'
  | 'ungradable'
  | 'grader_error'
  | 'awaiting_review';

export interface RubricLine {
  text: string;
  points: number;
  met: boolean;
}

/** One cell that a person grades; `points` is null until somebody has read it. */
export interface MarkView {
  id: string;
  points: number | null;
  max_points: number;
  origin: 'nobody' | 'untouched' | 'kept' | 'given';
  comment: string;
  rubric: RubricLine[];
}

export interface ReviewView {
  state: 'awaiting' | 'reviewed' | 'replaced';
  score: number;
  max_score: number;
  comment: string;
  marks: MarkView[];
}

export interface ReviewedProblem {
  problem_id: string;
  title: string;
  at: string;
  review: ReviewView;
}

export interface SubmissionAnswer {
  id: string;
  problem_id: string;
  status: Status;
  score: number;
  max_score: number;
  attempt: number;
  /** The version of the problem that it was checked with; 0 from a service that does not say. */
  version?: number;
  message: string;
  tests: TestView[];
  output: string;
  feedback: string;
  /** One kind sentence on going about it, or ''. */
  notice?: string;
  explanation: Explanation | null;
  mastery: MasteryChange[];
  solved: boolean;
  /** The next problem comes whether this one is solved or not. */
  moves_on?: boolean;
  /** Failed so often that `next` offers another problem. */
  steps_back?: boolean;
  next: Recommendation | null;
  achievements: Achievement[];
  /** What a person grades of it. */
  review?: ReviewView | null;
}

export interface SubmissionPending {
  id: string;
  status: 'pending';
}

export interface ExplainAsk {
  source: string;
  name: string;
  message: string;
  line: number | null;
}

export interface SkillProgress {
  id: string;
  name: string;
  mastery: number;
  certainty: string;
  mastered: boolean;
  due: boolean;
  practised: boolean;
}

export interface LessonProgress {
  id: string;
  title: string;
  skills: SkillProgress[];
  /** Last day, as 2026-03-12, where the lesson is assigned and not mastered. */
  due: string | null;
}

export interface SectionProgress {
  id: string;
  title: string;
  solved: number;
  problems: number;
  lessons: LessonProgress[];
}

export interface RecentAttempt {
  problem_id: string;
  title: string;
  status: string;
  score: number;
  max_score: number;
  at: string;
}

export interface Correction {
  problem_id: string;
  title: string;
  status: string;
  before: number;
  score: number;
  max_score: number;
  at: string;
}

export interface SkillMap {
  svg: string;
}

export interface Progress {
  solved: number;
  problems: number;
  attempts: number;
  sections: SectionProgress[];
  recent: RecentAttempt[];
  achievements: Achievement[];
  corrections: Correction[];
  reviews: ReviewedProblem[];
}

export interface Placed {
  path: string;
  outcome: 'created' | 'kept' | 'new_version_beside';
  message: string;
}
