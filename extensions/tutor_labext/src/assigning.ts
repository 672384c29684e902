/** Lessons assigned to the class: which there are, one more, one taken back. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { AssignmentAsk, Assignments } from './class_contract';
import type { Http } from './http';
import { Model, type Working } from './model';
import { calendarDay } from './texts';

export interface AssigningState extends Working {
  /** Undefined until the service has said it. */
  found?: Assignments;
}

/** What it asks of the service; every method rejects with a `Failure`. */
export interface AssignmentService {
  assignments(): Promise<Assignments>;
  assign(ask: AssignmentAsk): Promise<Assignments>;
}

export class HttpAssignmentService implements AssignmentService {
  constructor(private readonly http: Http) {}

  assignments(): Promise<Assignments> {
    return this.http.get('class/assignments');
  }

  assign(ask: AssignmentAsk): Promise<Assignments> {
    return this.http.post('class/assignments', ask);
  }
}

export class Assigning extends Model<AssigningState> {
  /** What is assigned has changed. */
  readonly assigned = new Signal<this, void>(this);

  constructor(
    private readonly service: AssignmentService,
    private readonly trans: TranslationBundle
  ) {
    super({ busy: false, notice: '' });
  }

  async open(): Promise<void> {
    await this.run(async () => this.set({ found: await this.service.assignments() }));
  }

  /** Assign a lesson, or change its day where it is assigned already. */
  async assign(lesson: string, due: string): Promise<void> {
    await this.change({ lesson, due }, title =>
      this.trans.__('“%1” is assigned for %2.', title, calendarDay(due))
    );
  }

  async takeBack(lesson: string): Promise<void> {
    await this.change({ lesson, due: null }, title =>
      this.trans.__('“%1” is no longer assigned.', title)
    );
  }

  private async change(
    ask: AssignmentAsk,
    said: (title: string) => string
  ): Promise<void> {
    await this.run(async () => {
      const found = await this.service.assign(ask);
      const title = found.lessons.find(each => each.lesson === ask.lesson)?.title;
      this.set({ found, notice: said(title ?? ask.lesson) });
      this.assigned.emit();
    });
  }
}
