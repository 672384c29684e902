/** The conversation with the tutor on the problem in front: asks, grows the answer, stops it. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import type { TurnAsk, TurnEvent, TurnView, Wish } from './tutor_contract';
import { asFailure, type Failure, refusal } from './failure';
import type { Desk, Session } from './session';
import { runFault } from './run_fault';
import type { Store, Talk } from './state';

export const LONGEST_QUESTION = 1000;

const UNKNOWN: Talk = {
  turns: [],
  tutor: 'offline',
  writing: false,
  draft: ''
};

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
      const { turns, tutor } = await this.service.conversation(id);
      this.change(id, { turns, tutor });
    } catch (reason) {
      this.session.tell(reason);
    }
  }

  /** Keep what is being typed on a problem. */
  draft(id: string, draft: string): void {
    this.change(id, { draft });
  }

  /** Ask what was typed on the problem in front. */
  async send(): Promise<boolean> {
    const question = this.store.current?.talk?.draft.trim();
    return !!question && this.ask('ask', question);
  }

  /** Ask; nothing happens while an answer is being written. */
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
    this.change(id, {
      turns: [...talk.turns, asked],
      writing: true,
      draft: question ? '' : talk.draft
    });
    this.store.set({ notice: this.trans.__('The tutor is writing…') });
    this.stopping = new AbortController();
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
        this.session.tell(reason);
        this.lost(id, asked, question, asFailure(reason));
      }
    } finally {
      this.change(id, { writing: false });
      if (this.stopping.signal.aborted) {
        this.store.set({ notice: this.trans.__('Stopped.') });
      }
      this.stopping = null;
    }
    return true;
  }

  /** Stop the answer that is being written; what is there of it stays. */
  stop(): void {
    this.stopping?.abort();
  }

  private async stream(ask: TurnAsk): Promise<void> {
    const signal = this.stopping?.signal;
    for await (const event of this.service.turn(ask, signal)) {
      if (event.event === 'turn') {
        this.grow(ask.problem_id, event.data);
      } else if (event.event === 'done') {
        this.store.set({ notice: this.trans.__('The tutor has answered.') });
        return;
      } else {
        throw refusal(event.data);
      }
    }
    if (!signal?.aborted) {
      this.store.set({
        notice: this.trans.__('The answer was cut off. Please ask again.')
      });
    }
  }

  /** A question that met nobody, or was refused, goes back to its field, before what was typed meanwhile. */
  private lost(id: string, asked: TurnView, question: string, failure: Failure): void {
    const talk = this.store.problem(id)?.talk;
    const unanswered = talk?.turns[talk.turns.length - 1] === asked;
    if (talk && unanswered) {
      const draft = [question, talk.draft].filter(Boolean).join('\n');
      this.change(id, { turns: talk.turns.slice(0, -1), draft });
    }
    if (failure.isAway) {
      this.store.set({ notice: this.lostWords(unanswered, question) });
    }
  }

  private lostWords(unanswered: boolean, question: string): string {
    if (!unanswered) {
      return this.trans.__('The answer was cut off. Please ask again.');
    }
    return question
      ? this.trans.__(
          'The tutor could not be reached. Your question is back in its field.'
        )
      : this.trans.__('The tutor could not be reached. Please ask again later.');
  }

  /** Add a piece to the answer; a change of who words it begins a new turn. */
  private grow(id: string, piece: Extract<TurnEvent, { event: 'turn' }>['data']): void {
    const turns = this.store.problem(id)?.talk?.turns ?? [];
    const last = turns[turns.length - 1];
    if (last?.role === 'tutor' && last.source === piece.source) {
      const grown = { ...last, text: last.text + piece.text };
      this.change(id, { turns: [...turns.slice(0, -1), grown] });
    } else {
      const { text, source } = piece;
      this.change(id, { turns: [...turns, { role: 'tutor', text, source }] });
    }
  }

  private change(id: string, patch: Partial<Talk>): void {
    const known = this.store.problem(id);
    if (known) {
      this.store.setProblem(id, { talk: { ...UNKNOWN, ...known.talk, ...patch } });
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
