/** What answers say: of all problems, of one, and whether the problem in front would be chosen. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { ItemAnalysis, Mistake, Trial } from './analysis_contract';
import type { AnalysisService } from './author_api';
import type { Item } from './author_contract';
import type { AuthorDesk } from './manuscript';
import { Model, type Working } from './model';

export interface InsightsState extends Working {
  /** Undefined while the table of problems is closed. */
  items?: Item[];
  item?: ItemAnalysis;
  trial?: Trial;
}

export class Insights extends Model<InsightsState> {
  constructor(
    private readonly service: AnalysisService,
    private readonly desk: Pick<AuthorDesk, 'current' | 'insertProbe' | 'resume'>,
    private readonly trans: TranslationBundle
  ) {
    super({ busy: false, notice: '' });
  }

  /** Show or hide what answers say of the course's problems. */
  async toggleItems(): Promise<void> {
    if (this.value.items) {
      this.set({ items: undefined, item: undefined, notice: '' });
      return;
    }
    await this.run(async () => this.set({ items: await this.service.items() }));
  }

  /** Show what answers say of one problem. */
  async open(problemId: string): Promise<void> {
    await this.run(async () => this.set({ item: await this.service.item(problemId) }));
  }

  close(): void {
    this.set({ item: undefined, notice: '' });
  }

  /** Say at which mastery the problem in front would be chosen, or hide that. */
  async tryOut(): Promise<void> {
    const manuscript = this.desk.current();
    if (this.value.trial || !manuscript) {
      this.set({ trial: undefined });
      return;
    }
    await this.run(async () =>
      this.set({ trial: await this.service.trial(manuscript.text) })
    );
  }

  /** Another notebook is in front, or it was changed: what was said was of something else. */
  forget(): void {
    if (this.value.trial) {
      this.set({ trial: undefined });
    }
  }

  /** Put a mistake into the problem's notebook as a probe, for its author to word. */
  async adopt(mistake: Mistake): Promise<void> {
    const { item } = this.value;
    if (!item) {
      return;
    }
    await this.run(async () => {
      const put = () => this.desk.insertProbe(item.problem_id, mistake.probe);
      let stands = await put();
      if (!stands) {
        await this.desk.resume(await this.service.published(item.problem_id));
        stands = await put();
      }
      this.set({
        notice: stands
          ? this.trans.__(
              'The probe stands in the notebook. Write its feedback between ‹ and ›, then check.'
            )
          : this.trans.__(
              'The probe was not put in: another notebook is in front. Open the notebook of this problem and try again.'
            )
      });
    });
  }

  /** Open the notebook of the problem that is looked at. */
  async openNotebook(): Promise<void> {
    const { item } = this.value;
    if (item) {
      await this.run(async () =>
        this.desk.resume(await this.service.published(item.problem_id))
      );
    }
  }
}
