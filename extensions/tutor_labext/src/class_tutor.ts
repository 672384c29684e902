/** How much of the tutor the class gets: what is set, and saved as soon as it is chosen. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { ClassTutor, ClassTutorAsk } from './class_contract';
import type { Policy } from './contract';
import type { Http } from './http';
import { Model, type Working } from './model';
import { allowsMore, policyLabel } from './policies';

export interface ClassTutorState extends Working {
  /** Undefined until the service has said it. */
  found?: ClassTutor;
  /** What was chosen and is not saved yet. */
  wished?: Policy;
}

/** What it asks of the service; every method rejects with a `Failure`. */
export interface ClassTutorService {
  get(): Promise<ClassTutor>;
  set(ask: ClassTutorAsk): Promise<ClassTutor>;
}

export class HttpClassTutorService implements ClassTutorService {
  constructor(private readonly http: Http) {}

  get(): Promise<ClassTutor> {
    return this.http.get('class/tutor');
  }

  set(ask: ClassTutorAsk): Promise<ClassTutor> {
    return this.http.post('class/tutor', ask);
  }
}

export class ClassTutorSetting extends Model<ClassTutorState> {
  constructor(
    private readonly service: ClassTutorService,
    private readonly trans: TranslationBundle
  ) {
    super({ busy: false, notice: '' });
  }

  async open(): Promise<void> {
    await this.run(async () => this.set({ found: await this.service.get() }));
  }

  /** Save a choice; of some that follow each other quickly the last one is saved last. */
  async choose(policy: Policy): Promise<void> {
    this.set({ wished: policy });
    await this.run(async () => {
      try {
        for (let now = this.state.wished; now; now = this.state.wished) {
          const found = await this.service.set({ policy: now });
          const wished = this.state.wished === now ? undefined : this.state.wished;
          const notice = this.trans.__('Saved: “%1”.', policyLabel(now, this.trans));
          this.set({ found, wished, notice });
        }
      } finally {
        this.set({ wished: undefined });
      }
    });
  }
}

/** What learners of the course get at most: the stricter of instructor and operator. */
export function given({ policy, most }: ClassTutor): Policy {
  return allowsMore(policy, most) ? most : policy;
}
