/** Follows the learner: what is next, which problem is in front, and whether the service is there. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import type { Answer, ProblemMark } from './cells';
import type { Placed, ProblemDetail, Recommendation, Why } from './contract';
import { asFailure } from './failure';
import type { Patience } from './patience';
import { isTutorOff, type Store } from './state';
import { policyNotice } from './policies';
import { statusLine } from './texts';

/** Which cell: a solution cell of the problem by its grade_id, or any cell by its id. */
export type CellName = { gradeId: string | null } | { cellId: string };

/** What the panel asks of the notebook side. */
export interface Desk {
  /** The problem in front with the work in its cells, or null. */
  current(): { mark: ProblemMark; answer: Answer } | null;
  open(path: string): Promise<void>;
  /** Save the notebook in front, where something in it has changed. */
  save(): Promise<void>;
  /** Put the cursor on a line, from 1. False when the cell is gone. */
  goTo(cell: CellName, line: number): Promise<boolean>;
}

export class Session {
  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly desk: Desk,
    private readonly patience: Patience,
    private readonly trans: TranslationBundle
  ) {}

  /** Load what is missing, for as long as the service is away; at most one of this runs. */
  refresh(): Promise<void> {
    this.refreshing ??= this.load().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** A request found the service away: say so and look for it until it is back. */
  lost(): void {
    this.store.set({ away: true, notice: '' });
    void this.refresh();
  }

  /** Try everything that waits now. */
  wake(): void {
    this.patience.wake();
  }

  /** Show the problem whose notebook is in front, or what is next when there is none. */
  async follow(mark: ProblemMark | null): Promise<void> {
    const id = mark?.id ?? null;
    if (id !== this.store.state.current) {
      const seen = id !== null && this.store.problem(id) !== undefined;
      this.store.set({ current: id, fault: null, explanation: null, notice: '' });
      await (seen ? this.look() : this.loadCurrent().catch(reason => this.tell(reason)));
      await this.lookForReview();
    }
  }

  /** See whether somebody has read the answer to the problem in front, where that is awaited. */
  async lookForReview(): Promise<void> {
    const { current, answers: known } = this.store.state;
    const answer = current === null ? undefined : known[current];
    const review = answer?.review ?? this.store.current?.detail.review;
    if (current === null || review?.state !== 'awaiting') {
      return;
    }
    try {
      this.store.learn(await this.service.problem(current));
      const now = answer && (await this.service.submission(answer.id));
      if (now && now.status !== 'pending') {
        const { answers } = this.store.state;
        const notice = statusLine(now, this.trans);
        const result = { ...answer, ...now };
        this.store.set({ answers: { ...answers, [current]: result }, notice });
      }
    } catch (reason) {
      this.tell(reason);
    }
  }

  /** The page is in sight again: learn what another tab, or another device, has done meanwhile. */
  async lookAgain(): Promise<void> {
    this.wake();
    await this.whileThere(async () => {
      this.store.set({ next: await this.service.next() });
    });
    await this.look();
  }

  /** Learn what is new of the problem in front: done elsewhere, or set by the instructor. */
  async look(): Promise<void> {
    const { current } = this.store.state;
    if (current !== null) {
      await this.whileThere(async () =>
        this.learnAgain(await this.service.problem(current))
      );
    }
  }

  /** Open the recommended problem. */
  async start(): Promise<void> {
    const { next } = this.store.state;
    if (next?.problem) {
      await this.busy(() => this.openNext(next));
    }
  }

  /** Open the current version of a problem. */
  async openProblem(problemId: string): Promise<void> {
    await this.busy(() => this.open(problemId));
  }

  /** Open the notebook of a lesson. */
  async openLesson(lessonId: string): Promise<void> {
    await this.busy(async () => {
      await this.show(await this.service.placeLesson(lessonId));
      this.store.openedLesson(lessonId);
    });
  }

  /** Go on to the recommended problem, or, from that one, ask for another and say why. */
  async another(why: Why): Promise<void> {
    await this.busy(async () => {
      const { current, next: open } = this.store.state;
      // Not what came with a result of the problem in front: it may be solved by now.
      const ahead = why === 'done' && !!open?.problem && open.problem.id !== current;
      const next = ahead ? open : await this.service.another(why);
      this.store.set({ next });
      await this.followLevel();
      if (why !== 'done' && next.problem?.id === current) {
        this.store.set({
          notice: isTutorOff(this.store.current)
            ? this.trans.__(
                'No other problem fits better right now, so this one stays. The lesson can help.'
              )
            : this.trans.__(
                'No other problem fits better right now, so this one stays. A hint or the lesson can help.'
              )
        });
      } else {
        await this.openNext(next);
      }
    });
  }

  /** Begin finding the learner's level, take it up again, or leave it; opens what is next. */
  async findLevel(action: 'begin' | 'skip'): Promise<void> {
    await this.busy(async () => {
      const placement = await this.service.findLevel(action);
      const next = placement.next ?? (await this.service.next());
      this.store.set({ placement, next });
      await this.openNext(next);
    });
  }

  /** See how far finding the level is, while it is under way. */
  async followLevel(): Promise<void> {
    if (this.store.state.placement?.status === 'active') {
      this.store.set({ placement: await this.service.placement() });
    }
  }

  /** Put the cursor where something is to be seen. */
  async goTo(cell: CellName, line: number): Promise<void> {
    if (!(await this.desk.goTo(cell, line))) {
      this.store.set({
        notice: this.trans.__('That cell is no longer in the notebook.')
      });
    }
  }

  /** Show a failure to the learner. */
  tell(reason: unknown): void {
    const failure = asFailure(reason);
    if (failure.isAway) {
      this.lost();
    } else {
      this.store.set({ notice: failure.message });
    }
    if (failure.code === 'tutor_off') {
      void this.look(); // the instructor has changed what may be asked
    }
  }

  private learnAgain(detail: ProblemDetail): void {
    const { id } = detail.problem;
    const before = this.store.problem(id)?.detail ?? detail;
    const known = before.attempts;
    if (this.store.state.handIns[id] || detail.attempts < known) {
      return; // what this tab has handed in is newer
    }
    this.store.learn(detail);
    if (detail.tutor !== before.tutor) {
      this.store.set({ notice: policyNotice(detail.tutor, this.trans) });
    }
    const { answers } = this.store.state;
    const answer = answers[id];
    if (answer && detail.attempts > known) {
      this.store.set({ answers: { ...answers, [id]: { ...answer, overtaken: true } } });
    }
  }

  private async openNext(next: Recommendation): Promise<void> {
    if (next.problem) {
      const { id } = next.problem;
      const seen = this.store.problem(id) !== undefined;
      await this.open(id);
      if (seen) {
        // It comes back, for a reason of its own.
        this.store.learn(await this.service.problem(id));
      }
    } else {
      this.store.set({ notice: next.reason });
    }
  }

  private async open(problemId: string): Promise<void> {
    await this.show(await this.service.place(problemId));
  }

  private async show(placed: Placed): Promise<void> {
    await this.desk.open(placed.path);
    this.store.set({ notice: placed.message });
  }

  /** Ask the service, unless everything is being loaded anyway; tell what fails. */
  private async whileThere(work: () => Promise<void>): Promise<void> {
    const { loaded, away } = this.store.state;
    if (loaded && !away) {
      await work().catch(reason => this.tell(reason));
    }
  }

  private async busy(work: () => Promise<void>): Promise<void> {
    if (this.store.state.opening) {
      return;
    }
    this.store.set({ opening: true, notice: '' });
    try {
      await work();
    } catch (reason) {
      this.tell(reason);
    } finally {
      this.store.set({ opening: false });
    }
  }

  private async load(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        const [me, next, placement] = await Promise.all([
          this.service.me(),
          this.service.next(),
          this.service.placement()
        ]);
        this.store.set({ me, next, placement });
        await this.loadCurrent();
        this.store.set({ loaded: true, away: false });
        if (tries) {
          this.wake();
        }
        return;
      } catch (reason) {
        const failure = asFailure(reason);
        if (failure.treatment !== 'again') {
          this.store.set({ loaded: true, away: false, notice: failure.message });
          return;
        }
        this.store.set({ loaded: true, away: failure.isAway });
        await this.patience.wait(tries, failure.retryAfterS);
      }
    }
  }

  /** Details of the problem in front and of the recommended one, where they are not here yet. */
  private async loadCurrent(): Promise<void> {
    const { current, next } = this.store.state;
    for (const id of new Set([current, next?.problem?.id ?? null])) {
      if (id !== null && !this.store.problem(id)) {
        this.store.learn(await this.service.problem(id));
      }
    }
  }

  private refreshing: Promise<void> | null = null;
}
