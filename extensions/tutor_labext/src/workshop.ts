/** The authors' workshop: begins, checks, previews and publishes the problem in front. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { AuthorService } from './author_api';
import type { CheckEvent, CheckReport, DraftAsk, Finding } from './author_contract';
import { asFailure, Failure } from './failure';
import { type Waiver, waiversOf, waiving } from './header';
import type { AuthorDesk, Manuscript } from './manuscript';
import { BEGINNING, reportOf, type WorkshopState } from './workshop_state';

export class Workshop {
  readonly changed = new Signal<this, WorkshopState>(this);
  private readonly nextVariants = new Map<string, number>();

  constructor(
    private readonly service: AuthorService,
    private readonly desk: AuthorDesk,
    private readonly trans: TranslationBundle
  ) {}

  get state(): WorkshopState {
    return this.value;
  }

  /** The last report on the problem in front, as long as the notebook is as it was then. */
  get fresh(): CheckReport | null {
    const { manuscript, checked } = this.value;
    const last = manuscript && checked[manuscript.path];
    return last && last.text === manuscript.text ? last.report : null;
  }

  allow(): void {
    this.set({ allowed: true, manuscript: this.desk.current() });
  }

  /** Look at the notebook in front again: another one, or its text has changed. */
  follow(): void {
    const before = this.value.manuscript;
    const manuscript = this.desk.current();
    if (manuscript?.path !== before?.path) {
      this.set({
        manuscript,
        asking: null,
        earlier: null,
        about: undefined,
        variant: this.nextVariants.get(manuscript?.path ?? '') ?? 0,
        notice: ''
      });
    } else if (manuscript?.text !== before?.text) {
      this.set({ manuscript });
    }
  }

  async openForm(): Promise<void> {
    await this.run('draft', async () => {
      this.set({ form: { skills: await this.service.skills() } });
    });
  }

  closeForm(): void {
    this.set({ form: undefined });
  }

  /** Show or hide the form that says what kind of problem it is. */
  async toggleAbout(): Promise<void> {
    if (this.value.about) {
      this.set({ about: undefined });
      return;
    }
    await this.run('about', async () => {
      this.set({ about: { skills: await this.service.skills() } });
    });
  }

  /** Take over what the form says; the notebook has changed by it, and is not saved yet. */
  describe(values: Record<string, unknown>): void {
    const { manuscript } = this.value;
    if (manuscript) {
      this.desk.setHeader(manuscript.path, values);
      this.set({
        about: undefined,
        notice: this.trans.__('Taken over. Check it again.')
      });
      this.follow();
    }
  }

  /** Say in the notebook that a change which no test notices leaves the answer as good. */
  waive(mutant: string, reason: string): void {
    const words = reason.trim().replace(/\s+/g, ' ');
    if (words) {
      this.setWaivers(others => [...others, { mutant, reason: words }], mutant);
    }
  }

  unwaive(mutant: string): void {
    this.setWaivers(others => others, mutant);
  }

  async begin(ask: DraftAsk): Promise<void> {
    await this.run('draft', async () => {
      await this.desk.begin(await this.service.draft(ask));
      this.set({
        form: undefined,
        notice: this.trans.__('Fill the gaps between ‹ and ›, then press Check.')
      });
    });
  }

  async check(): Promise<void> {
    await this.with('check', async (manuscript, stop) => {
      const report = await this.listen(this.service.check(manuscript.text, stop), stop);
      this.keep(manuscript, report);
    });
  }

  /** Write what learners get and open it; `variant` is the seed of `generate`. */
  async preview(variant = 0): Promise<void> {
    await this.with('preview', async manuscript => {
      const told = await this.service.preview(manuscript.text, variant);
      const { release, findings, variants } = told;
      if (release) {
        await this.desk.show(manuscript.path, release);
        const next = variants ? (variant + 1) % variants : 0;
        this.nextVariants.set(manuscript.path, next);
        this.set({
          variant: next,
          notice: variants
            ? this.trans.__(
                'This is variant %1; they go from 0 to %2.',
                variant % variants,
                variants - 1
              )
            : this.trans.__('This is what learners get.')
        });
      } else {
        this.keep(manuscript, reportOf(findings));
      }
    });
  }

  /** Write into the notebook what its generator gives. */
  async writeValues(): Promise<void> {
    await this.with('values', async ({ path }) => {
      await this.desk.writeValues(path);
      this.set({
        notice: this.trans.__('The values stand in the notebook. Check it again.')
      });
    });
  }

  /** Ask whether the author means it; only what is checked as it is now can be published. */
  async ask(): Promise<void> {
    this.follow();
    if (this.fresh?.errors !== 0) {
      this.set({ notice: this.trans.__('Check the problem first; errors must go.') });
      return;
    }
    await this.with('compare', async ({ text }) => {
      const asking = await this.service.compare(text);
      if (this.value.manuscript?.text === text) {
        this.set({ asking });
      }
    });
  }

  /** The earlier answers stay as they are, or are graded again elsewhere. */
  leaveEarlier(): void {
    this.set({ earlier: null });
  }

  unask(): void {
    this.set({ asking: null });
  }

  async publish(): Promise<void> {
    const before = this.value.asking;
    await this.with('publish', async (manuscript, stop) => {
      const report = await this.listen(this.service.publish(manuscript.text, stop), stop);
      if (report.published) {
        await this.desk.setVersion(manuscript.path, report.published.version);
      }
      if (report.published?.new && before?.version && before.answers) {
        const { problem_id, version, answers } = before;
        this.set({ earlier: { problem_id, version, answers } });
      }
      this.follow();
      this.keep(this.value.manuscript ?? manuscript, report);
    });
  }

  /** End the check that runs, here and at the service. */
  cancel(): void {
    this.stop?.abort();
  }

  async goTo({ cell_id: cellId, line }: Finding): Promise<void> {
    if (!(await this.desk.goTo(cellId, line ?? 1))) {
      this.set({ notice: this.trans.__('That cell is no longer in the notebook.') });
    }
  }

  private setWaivers(make: (others: Waiver[]) => Waiver[], mutant: string): void {
    const known = waiversOf(this.value.manuscript?.header ?? {});
    this.describe(waiving(make(known.filter(each => each.mutant !== mutant))));
  }

  private async with(
    running: 'check' | 'preview' | 'values' | 'compare' | 'publish',
    work: (manuscript: Manuscript, stop: AbortSignal) => Promise<void>
  ): Promise<void> {
    this.follow();
    const { manuscript } = this.value;
    if (!manuscript) {
      this.set({ notice: this.trans.__('Open a problem of yours first.') });
      return;
    }
    const stop = new AbortController();
    await this.run(running, () => {
      this.stop = stop;
      return work(manuscript, stop.signal);
    });
  }

  private async run(
    running: WorkshopState['running'],
    work: () => Promise<void>
  ): Promise<void> {
    if (this.value.running) {
      return;
    }
    this.set({ running, step: null, asking: null, earlier: null, notice: '' });
    try {
      await work();
    } catch (reason) {
      this.set({
        notice: this.stop?.signal.aborted
          ? this.trans.__('Cancelled.')
          : asFailure(reason).message
      });
    } finally {
      this.stop = null;
      this.set({ running: null, step: null });
    }
  }

  private async listen(
    events: AsyncGenerator<CheckEvent>,
    stop: AbortSignal
  ): Promise<CheckReport> {
    for await (const { event, data } of events) {
      if (event === 'done') {
        return data;
      }
      if (event === 'error') {
        throw new Failure(0, data.code, data.message);
      }
      if (data.name && !stop.aborted) {
        this.set({ step: data });
      }
    }
    throw Failure.away();
  }

  private keep(manuscript: Manuscript, report: CheckReport): void {
    const { path, text } = manuscript;
    this.set({ checked: { ...this.value.checked, [path]: { report, text } } });
  }

  private set(patch: Partial<WorkshopState>): void {
    this.value = { ...this.value, ...patch };
    this.changed.emit(this.value);
  }

  private stop: AbortController | null = null;
  private value = BEGINNING;
}
