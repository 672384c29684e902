/** A service, a desk and a visit that are as small as the panel's logic allows. */

import type { Service } from '../api';
import type { PlacementView, ProblemDetail, Recommendation } from '../contract';
import type { HintEvent, TurnAsk, TurnEvent } from '../tutor_contract';
import { Failure } from '../failure';
import type { Desk } from '../session';
import { makeTutor } from '../tutor';
import { english, MemoryShelf, passed, problem } from './support';

export const next: Recommendation = { problem, reason: 'Because.', chance: 'even' };
export const detail: ProblemDetail = {
  problem,
  reason: 'Because.',
  attempts: 0,
  solved: false,
  hints_shown: 0,
  hints_of: 2,
  hints: [],
  solution_cells: ['solution'],
  lesson: { id: 's.l', title: 'L', section: 'S', minutes: 8, new: true },
  review: null,
  tutor: 'full'
};
export const NOBODY = Failure.away();

/** A service that works; `away` makes it fail, `events` are its hints. */
export class SmallService implements Service {
  away = false;
  asked: string[] = [];
  events: HintEvent[] = [];
  me = () =>
    this.reply('me', {
      name: 'Ana',
      role: 'learner' as const,
      course: 'C',
      tutor: 'offline' as const,
      grading: 'sandbox' as const,
      grading_note: ''
    });
  next = () => this.reply('next', next);
  placement = () => this.reply('placement', this.level);
  findLevel = (action: 'begin' | 'skip') => {
    this.level = { ...this.level, status: action === 'begin' ? 'active' : 'skipped' };
    return this.reply(`findLevel ${action}`, this.level);
  };
  level: PlacementView = {
    status: 'new',
    asked: 0,
    most: 10,
    offered: true,
    confidence: 0.6,
    next
  };
  another = (why: string) => this.reply(`another ${why}`, next);
  policy: ProblemDetail['tutor'] = 'full';
  reason = detail.reason;
  shown: ProblemDetail['hints'] = [];
  attempts = 0;
  problem = () =>
    this.reply('problem', {
      ...detail,
      reason: this.reason,
      attempts: this.attempts,
      solved: this.attempts > 0,
      tutor: this.policy,
      hints: this.shown
    });
  place = (id: string) =>
    this.reply(`place ${id}`, {
      path: 'p.ipynb',
      outcome: 'kept' as const,
      message: 'As left.'
    });
  placeLesson = (id: string) =>
    this.reply(`place lesson ${id}`, {
      path: 'l.ipynb',
      outcome: 'created' as const,
      message: 'The notebook is ready.'
    });
  submit = () => this.reply('submit', passed({ version: this.version }));
  version = 1;
  submission = () => this.reply('submission', passed());
  explain = () => Promise.reject(NOBODY);
  conversation = () =>
    this.reply('conversation', {
      turns: [],
      policy: 'full' as const,
      tutor: 'gemini' as const
    });
  turns: TurnEvent[] = [];
  stopped = false;
  async *turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent> {
    this.asked.push(`turn ${ask.wish} ${ask.question}`);
    for (const event of this.turns) {
      if (signal?.aborted) {
        this.stopped = true;
        return;
      }
      yield event;
    }
  }
  progress = () => Promise.reject(NOBODY);
  skillMap = () => Promise.reject(NOBODY);
  async *hints(): AsyncGenerator<HintEvent> {
    yield* this.events;
  }
  private async reply<T>(name: string, value: T): Promise<T> {
    this.asked.push(name);
    if (this.away) {
      throw NOBODY;
    }
    return value;
  }
}

export class OpenDesk implements Desk {
  opened: string[] = [];
  current = () => ({
    mark: { id: 'p', version: 1 },
    answer: { cells: { solution: 'x' }, loose: [] }
  });
  async open(path: string): Promise<void> {
    this.opened.push(path);
  }
  saved = 0;
  async save(): Promise<void> {
    this.saved++;
  }
  goTo = async () => false;
}

export async function visit() {
  const service = new SmallService();
  const desk = new OpenDesk();
  const tutor = makeTutor(service, desk, new MemoryShelf(), '/', english);
  await tutor.session.refresh();
  await tutor.session.follow({ id: 'p', version: 1 });
  return { ...tutor, service, desk };
}
