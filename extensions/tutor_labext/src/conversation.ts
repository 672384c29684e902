/** The conversation with the tutor on the problem in front: asks, grows the answer, stops it. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import { Gathering } from './gathering';
import type { TurnAsk, TurnEvent, TurnView, Wish } from './tutor_contract';
import type { Desk, Session } from './session';
import { runFault } from './run_fault';
import type { Store, Talk } from './state';

export const LONGEST_QUESTION = 1000;

type Piece = Extract<TurnEvent, { event: 'turn' }>['data'];

export class Conversation {
  constructor(
    private readonly store: Store,
    private readonly service: Service,
    private readonly session: Session,
    private readonly desk: Desk,
    private readonly trans: TranslationBundle,
    private readonly locale: () => string
  ) {}

  /** Load what was said on a problem, once. */
  async load(id: string): Promise<void> {
    if (this.store.problem(id)?.talk) {
      return;
    }
    try {
      const { turns, policy, tutor } = await this.service.conversation(id);
      this.change(id, { turns, policy, tutor, writing: false });
    } catch (reason) {
      this.session.tell(reason);
    }
  }

  /**
   * Ask; nothing happens while an answer is being written. False when the question has not arrived:
   * then it is not among the turns either.
   */
  async ask(wish: Wish, question = ''): Promise<boolean> {
    const work = this.desk.current();
    const talk = this.store.current?.talk;
    if (!work || !talk || talk.writing) {
      return false;
    }
    const { id } = work.mark;
    const asked: TurnView = {
      role: 'learner',
      text: question || wishWords(wish, this.trans),
      source: 'learner'
    };
    this.change(id, { turns: [...talk.turns, asked], writing: true });
    this.store.set({ notice: this.trans.__('The tutor is writing…') });
    this.stopping = new AbortController();
    let answered = true;
    try {
      await this.stream({
        problem_id: id,
        wish,
        question: question.slice(0, LONGEST_QUESTION),
        cells: work.answer.cells,
        fault: runFault(this.store.state.fault, work.answer.cells),
        locale: this.locale()
      });
    } catch (reason) {
      if (!this.stopping.signal.aborted) {
        answered = this.isAnswered(id, asked);
        this.session.tell(reason);
      }
    } finally {
      this.change(id, { writing: false });
      if (this.stopping.signal.aborted) {
        this.store.set({ notice: this.trans.__('Stopped.') });
      }
      this.stopping = null;
    }
    return answered;
  }

  /** Whether anything came after a question; one without is taken back. */
  private isAnswered(id: string, asked: TurnView): boolean {
    const turns = this.store.problem(id)?.talk?.turns ?? [];
    if (turns[turns.length - 1] !== asked) {
      return true;
    }
    this.change(id, { turns: turns.slice(0, -1) });
    return false;
  }

  /** Stop the answer that is being written; what is there of it stays. */
  stop(): void {
    this.stopping?.abort();
  }

  private async stream(ask: TurnAsk): Promise<void> {
    const gathering = new Gathering<Piece>(pieces => this.grow(ask.problem_id, pieces));
    try {
      await this.read(ask, gathering);
    } finally {
      gathering.end();
    }
  }

  private async read(ask: TurnAsk, gathering: Gathering<Piece>): Promise<void> {
    const signal = this.stopping?.signal;
    for await (const event of this.service.turn(ask, signal)) {
      if (event.event === 'turn') {
        gathering.add(event.data);
      } else if (event.event === 'done') {
        this.store.set({ notice: this.trans.__('The tutor has answered.') });
        return;
      } else {
        this.store.set({ notice: event.data.message });
        return;
      }
    }
    if (!signal?.aborted) {
      this.store.set({
        notice: this.trans.__('The answer was cut off. Please ask again.')
      });
    }
  }

  /** Add pieces to the answer; a change of who words it begins a new turn. */
  private grow(id: string, pieces: Piece[]): void {
    const turns = [...(this.store.problem(id)?.talk?.turns ?? [])];
    for (const { text, source } of pieces) {
      const last = turns[turns.length - 1];
      if (last?.role === 'tutor' && last.source === source) {
        turns[turns.length - 1] = { ...last, text: last.text + text };
      } else {
        turns.push({ role: 'tutor', text, source });
      }
    }
    this.change(id, { turns });
  }

  private change(id: string, patch: Partial<Talk>): void {
    const known = this.store.problem(id);
    if (known) {
      const empty: Talk = { turns: [], policy: 'full', tutor: 'offline', writing: false };
      this.store.setProblem(id, { talk: { ...empty, ...known.talk, ...patch } });
    }
  }

  private stopping: AbortController | null = null;
}

/** A quick ask in the learner's words. */
export function wishWords(wish: Wish, trans: TranslationBundle): string {
  switch (wish) {
    case 'hint':
      return trans.__('I would like a hint.');
    case 'explain_error':
      return trans.__('Please explain this error.');
    case 'why':
      return trans.__('Why is this my next problem?');
    case 'check':
      return trans.__('Check my understanding.');
    case 'ask':
      return trans.__('A question');
  }
}
