/** What the panel shows: one immutable value, and a signal when there is a new one. */

import { Signal } from '@lumino/signaling';
import type {
  Explanation,
  Me,
  PlacementView,
  ProblemDetail,
  Recommendation,
  SubmissionAnswer
} from './contract';
import type { Conversation } from './tutor_contract';

/** A hint as far as it has arrived. */
export interface Hint {
  rung: number;
  of: number;
  text: string;
}

/** The hint ladder of one problem. */
export interface Ladder {
  hints: Hint[];
  writing: boolean;
  /** False when the last rung was shown. */
  more: boolean;
  /** When the next hint opens, in milliseconds since 1970; 0 means now. */
  opensAt: number;
}

/** The conversation on one problem; what may be asked stands in the problem's details. */
export interface Talk extends Omit<Conversation, 'policy'> {
  /** An answer is on its way. */
  writing: boolean;
  /** The question that is being typed. */
  draft: string;
}

/** A result of this visit. */
export interface Result extends SubmissionAnswer {
  /** The notebook is of an older version than it was checked with. */
  outdated: boolean;
  /** There was a newer attempt somewhere else. */
  overtaken?: boolean;
}

/** Everything known of one problem during this visit. */
export interface ProblemState {
  detail: ProblemDetail;
  /** Chance of success in words, or ''. */
  chance: string;
  ladder: Ladder;
  /** Undefined until it is loaded. */
  talk?: Talk;
}

/** Whether the instructor has turned the tutor off for a problem, hints included. */
export function isTutorOff(known: ProblemState | undefined): boolean {
  return known?.detail.tutor === 'off';
}

/** An error of a cell that the learner ran. */
export interface Fault {
  name: string;
  message: string;
  /** The cell the error arose in, its text, and the line there from 1. */
  cellId: string;
  source: string;
  line: number | null;
  /** The cell that was run; it may have called into the other one. */
  ranId: string;
}

export interface State {
  /** The first data, or the first failure, is here. */
  loaded: boolean;
  me: Me | null;
  next: Recommendation | null;
  /** How far finding the learner's level is; null until it is loaded. */
  placement: PlacementView | null;
  /** The problem whose notebook is in front, or null. */
  current: string | null;
  problems: Readonly<Record<string, ProblemState>>;
  /** By problem id, while a submission is on its way; `kept`: it waits for the service. */
  handIns: Readonly<Record<string, 'sending' | 'kept' | undefined>>;
  /** By problem id, the last result of this visit. */
  answers: Readonly<Record<string, Result | undefined>>;
  away: boolean;
  /** A notebook is being opened. */
  opening: boolean;
  /** One line for everybody, announced to screen readers. */
  notice: string;
  fault: Fault | null;
  explaining: boolean;
  explanation: Explanation | null;
}

const NOTHING: State = {
  loaded: false,
  me: null,
  next: null,
  placement: null,
  current: null,
  problems: {},
  handIns: {},
  answers: {},
  away: false,
  opening: false,
  notice: '',
  fault: null,
  explaining: false,
  explanation: null
};

export class Store {
  readonly changed = new Signal<this, State>(this);

  get state(): State {
    return this.value;
  }

  set(patch: Partial<State>): void {
    this.value = { ...this.value, ...patch };
    this.changed.emit(this.value);
  }

  problem(id: string): ProblemState | undefined {
    return this.value.problems[id];
  }

  /** Whether what is to be done here is done, so that the way on leads to another problem. */
  goesOn({ problem, solved }: ProblemDetail): boolean {
    const { answers, next } = this.value;
    const done = solved || !!answers[problem.id]?.moves_on;
    return done && next?.problem?.id !== problem.id;
  }

  /** The problem in front, when its details are here. */
  get current(): ProblemState | undefined {
    return this.value.current === null ? undefined : this.problem(this.value.current);
  }

  /** Change what is known of a problem; nothing happens while its details are not here. */
  setProblem(id: string, patch: Partial<ProblemState>): void {
    const known = this.problem(id);
    if (known) {
      this.set({ problems: { ...this.value.problems, [id]: { ...known, ...patch } } });
    }
  }

  /** Take over details of a problem; what this visit already shows of it stays. */
  learn(detail: ProblemDetail): void {
    const { id } = detail.problem;
    const { next } = this.value;
    const before = this.problem(id);
    const chance = next?.problem?.id === id ? next.chance : (before?.chance ?? '');
    const fresh: ProblemState = {
      detail,
      chance,
      ladder: {
        hints: detail.hints.map(hint => ({ ...hint, of: detail.hints_of })),
        writing: false,
        more: detail.hints_shown < detail.hints_of,
        opensAt: 0
      }
    };
    const known = { ...fresh, ...before, detail, chance };
    this.set({ problems: { ...this.value.problems, [id]: known } });
  }

  /** A lesson's notebook was opened: it is new no longer. */
  openedLesson(lessonId: string): void {
    for (const [id, { detail }] of Object.entries(this.value.problems)) {
      if (detail.lesson?.id === lessonId) {
        const lesson = { ...detail.lesson, new: false };
        this.setProblem(id, { detail: { ...detail, lesson } });
      }
    }
  }

  private value = NOTHING;
}
