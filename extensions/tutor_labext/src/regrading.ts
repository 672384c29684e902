/** Grading again: what could be, what runs and how far it is, what it changed. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { asFailure } from './failure';
import type { Outdated, Regrade, RegradeAsk, RegradeService } from './regrade_api';
import { Model, type Working } from './model';

export interface RegradingState extends Working {
  /** Undefined while it is closed. */
  found?: { outdated: Outdated[]; jobs: Regrade[] };
}

/** How often a run is asked how far it is. */
const LOOK_MS = 2_000;

/** The same while the service is away, at most. */
const MOST_MS = 30_000;

export class Regrading extends Model<RegradingState> {
  /** @param wait Comes back after so many milliseconds. */
  constructor(
    private readonly service: RegradeService,
    private readonly trans: TranslationBundle,
    private readonly wait: (ms: number) => Promise<void> = pause
  ) {
    super({ busy: false, notice: '' });
  }

  async toggle(): Promise<void> {
    if (this.value.found) {
      this.set({ found: undefined, notice: '' });
    } else {
      await this.open();
    }
  }

  /** Show what could be graded again and the newest runs, and follow those that run. */
  async open(): Promise<void> {
    await this.run(async () => this.look());
    void this.follow();
  }

  /** Have answers graded again; the service goes on where a run was cut off. */
  async start(...wanted: RegradeAsk[]): Promise<void> {
    await this.run(async () => {
      const begun: Regrade[] = [];
      for (const { problem_id, version } of wanted) {
        begun.push(await this.service.regrade({ problem_id, version }));
      }
      await this.look(begun);
    });
    void this.follow();
  }

  async cancel(id: string): Promise<void> {
    await this.run(async () => {
      await this.service.cancelRegrade(id);
      await this.look();
    });
  }

  /** @param begun Runs that were asked for since the last look; a short one is over by now. */
  private async look(begun: Regrade[] = []): Promise<void> {
    const [outdated, jobs] = await Promise.all([
      this.service.outdated(),
      this.service.regrades()
    ]);
    const before = this.value.found?.jobs.filter(isRunning) ?? [];
    const running = new Set([...before, ...begun].map(({ id }) => id));
    const ended = jobs.filter(({ id, state }) => running.has(id) && state === 'done');
    const notice = ended.map(job => this.words(job)).join(' ');
    this.set({ found: { outdated, jobs }, ...(notice ? { notice } : {}) });
  }

  private words({ title, changed, total }: Regrade): string {
    return this.trans.__('%1: %2 of %3 results changed.', title, changed, total);
  }

  /** Look again until nothing runs any more or it is closed; one such watch at a time. */
  private async follow(): Promise<void> {
    if (this.following) {
      return;
    }
    this.following = true;
    try {
      let next = LOOK_MS;
      while (this.value.found?.jobs.some(isRunning)) {
        await this.wait(next);
        next = (await this.lookAgain()) ? LOOK_MS : Math.min(2 * next, MOST_MS);
      }
    } catch (reason) {
      this.set({ notice: asFailure(reason).message });
    } finally {
      this.following = false;
    }
  }

  /** Says whether the service was there; while it is away that is told, and no longer. */
  private async lookAgain(): Promise<boolean> {
    if (!this.value.found || this.value.busy) {
      return true;
    }
    try {
      await this.look();
    } catch (reason) {
      const { treatment, message } = asFailure(reason);
      if (treatment !== 'again') {
        throw reason;
      }
      this.away = message;
      this.set({ notice: message });
      return false;
    }
    if (this.away && this.value.notice === this.away) {
      this.set({ notice: '' });
    }
    this.away = '';
    return true;
  }

  private away = '';
  private following = false;
}

function isRunning({ state }: Regrade): boolean {
  return state === 'running';
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
