/** What reviewers see and do: the queue, the answer in front, the points as far as they are given. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { asFailure } from './failure';
import type { ReviewService } from './review_api';
import type { AnswerCell, MarkAsk, ReviewRow, ReviewSheet } from './review_contract';
import { scoreWords } from './texts';
import { Model, type Working } from './model';

/** Points for one cell as they stand in the form; what is typed may be no number yet. */
export interface DraftMark {
  points: string;
  met: number[];
  comment: string;
}

export interface ReviewingState extends Working {
  /** The person may review. */
  allowed: boolean;
  rows: ReviewRow[];
  awaiting: number;
  next: number | null;
  filter: { state: 'awaiting' | 'reviewed'; problem_id: string };
  sheet: ReviewSheet | null;
  draft: Readonly<Record<string, DraftMark>>;
  comment: string;
}

export class Reviewing extends Model<ReviewingState> {
  constructor(
    private readonly service: ReviewService,
    private readonly trans: TranslationBundle
  ) {
    super({
      allowed: false,
      rows: [],
      awaiting: 0,
      next: null,
      filter: { state: 'awaiting', problem_id: '' },
      sheet: null,
      draft: {},
      comment: '',
      busy: false,
      notice: ''
    });
  }

  allow(): void {
    this.set({ allowed: true });
  }

  /** Show the queue from its beginning. */
  async load(): Promise<void> {
    await this.run(async () => {
      const found = await this.service.queue(this.value.filter);
      this.set({ rows: found.reviews, awaiting: found.awaiting, next: found.next });
    });
  }

  async more(): Promise<void> {
    await this.run(async () => {
      const { filter, next, rows } = this.value;
      const found = await this.service.queue({ ...filter, after: next ?? 0 });
      this.set({ rows: [...rows, ...found.reviews], next: found.next });
    });
  }

  async choose(filter: Partial<ReviewingState['filter']>): Promise<void> {
    this.set({ filter: { ...this.value.filter, ...filter } });
    await this.load();
  }

  async open(submission: string): Promise<void> {
    await this.run(async () => this.show(await this.service.sheet(submission)));
  }

  /** Go back to the queue; what was typed is given up. */
  async close(): Promise<void> {
    this.set({ sheet: null, draft: {}, comment: '' });
    await this.load();
  }

  /** Tick a line of a rubric or take it back; the points follow. */
  tick(cell: AnswerCell, line: number): void {
    const { rubric } = cell.mark;
    const { met } = this.value.draft[cell.mark.id];
    const now = met.includes(line) ? met.filter(n => n !== line) : [...met, line];
    const sum = now.reduce((total, n) => total + rubric[n].points, 0);
    this.edit(cell.mark.id, {
      met: now.sort((a, b) => a - b),
      points: String(Math.round(sum * 1000) / 1000)
    });
  }

  edit(id: string, patch: Partial<DraftMark>): void {
    const { draft } = this.value;
    this.set({ draft: { ...draft, [id]: { ...draft[id], ...patch } } });
  }

  say(comment: string): void {
    this.set({ comment });
  }

  /** Store the points, then go on to the next one that waits, or back to the queue. */
  async save(): Promise<void> {
    const { sheet, comment } = this.value;
    const marks = this.marks();
    if (!sheet || !marks) {
      return;
    }
    await this.run(async () => {
      const { submission_id: id, revision } = sheet;
      try {
        const done = await this.service.give(id, { revision, marks, comment });
        await this.goOn(done);
      } catch (reason) {
        if (asFailure(reason).code === 'review_changed') {
          // What was typed stays in the form; beside it stands what somebody else has given.
          this.set({ sheet: await this.service.sheet(id) });
        }
        throw reason;
      }
    });
  }

  private async goOn(done: ReviewSheet): Promise<void> {
    const { rows, filter } = this.value;
    const at = rows.findIndex(row => row.submission_id === done.submission_id);
    const following = rows[at + 1];
    const given = done.cells.reduce((sum, { mark }) => sum + (mark.points ?? 0), 0);
    const most = done.cells.reduce((sum, { mark }) => sum + mark.max_points, 0);
    const saved = this.trans.__(
      'Saved: %1 for %2.',
      scoreWords(given, most, this.trans),
      done.learner
    );
    if (filter.state === 'awaiting' && following) {
      this.set({ rows: rows.filter(row => row.submission_id !== done.submission_id) });
      this.show(await this.service.sheet(following.submission_id));
    } else {
      const found = await this.service.queue(filter);
      this.set({
        sheet: null,
        rows: found.reviews,
        awaiting: found.awaiting,
        next: found.next
      });
    }
    this.set({ notice: saved });
  }

  /** The form as it is sent, or null, with a word on it, where points are missing. */
  private marks(): Record<string, MarkAsk> | null {
    const { sheet, draft } = this.value;
    const marks: Record<string, MarkAsk> = {};
    for (const { mark } of sheet?.cells ?? []) {
      const { points, met, comment } = draft[mark.id];
      const number = points.trim() === '' ? NaN : Number(points);
      if (!(number >= 0 && number <= mark.max_points)) {
        this.set({
          notice: this.trans.__('%1: give from 0 to %2 points.', mark.id, mark.max_points)
        });
        return null;
      }
      marks[mark.id] = { points: number, met, comment };
    }
    return marks;
  }

  private show(sheet: ReviewSheet): void {
    const draft: Record<string, DraftMark> = {};
    for (const { mark } of sheet.cells) {
      draft[mark.id] = {
        points: mark.points === null ? '' : String(mark.points),
        met: mark.rubric.flatMap(({ met }, line) => (met ? [line] : [])),
        comment: mark.comment
      };
    }
    this.set({ sheet, draft, comment: sheet.comment });
  }
}
