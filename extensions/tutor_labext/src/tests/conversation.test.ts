import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Service } from '../api';
import type {
  Conversation,
  HintAsk,
  HintEvent,
  TurnAsk,
  TurnEvent
} from '../tutor_contract';
import { Failure } from '../failure';
import type { Desk } from '../session';
import { makeTutor } from '../tutor';
import { english, MemoryShelf, problem } from './support';

const detail = {
  problem,
  reason: '',
  attempts: 0,
  solved: false,
  hints_shown: 0,
  hints_of: 2,
  hints: [],
  solution_cells: ['solution'],
  tutor: 'full'
};
const kept: Conversation = {
  turns: [{ role: 'learner', text: 'old', source: 'learner' }],
  policy: 'full',
  tutor: 'gemini'
};

/** Answers turns with `events`; one whose text is `wait` waits to be stopped, `lost` breaks the line. */
class TalkingService {
  asked: TurnAsk[] = [];
  hinted: HintAsk[] = [];
  events: TurnEvent[] = [];
  me = async () => null;
  next = async () => null;
  placement = async () => null;
  problem = async () => detail;
  conversation = async () => kept;
  async *hints(ask: HintAsk): AsyncGenerator<HintEvent> {
    this.hinted.push(ask);
    yield { event: 'done', data: { rung: 1, of: 2, more: true, wait_s: 0 } };
  }
  async *turn(ask: TurnAsk, signal?: AbortSignal): AsyncGenerator<TurnEvent> {
    this.asked.push(ask);
    for (const event of this.events) {
      if (event.event === 'turn' && event.data.text === 'lost') {
        throw Failure.away();
      }
      if (event.event === 'turn' && event.data.text === 'wait') {
        await new Promise(resolve => signal?.addEventListener('abort', resolve));
        throw Failure.away();
      }
      yield event;
    }
  }
}

async function visit(events: TurnEvent[]) {
  const service = new TalkingService();
  service.events = events;
  const desk: Desk = {
    current: () => ({
      mark: { id: 'p', version: 1 },
      answer: { cells: { solution: 'x = 1' }, loose: [] }
    }),
    open: async () => undefined,
    save: async () => undefined,
    goTo: async () => false
  };
  const tutor = makeTutor(
    service as unknown as Service,
    desk,
    new MemoryShelf(),
    '/',
    english,
    () => 'de'
  );
  await tutor.session.follow({ id: 'p', version: 1 });
  await tutor.conversation.load('p');
  return { ...tutor, service };
}

function piece(text: string, source: 'gemini' | 'offline' = 'gemini'): TurnEvent {
  return { event: 'turn', data: { text, source } };
}

const DONE: TurnEvent = { event: 'done', data: { source: 'gemini' } };

test('an answer grows after the question, beside what was said before', async () => {
  const { conversation, store, service } = await visit([
    piece('Look '),
    piece('here.'),
    DONE
  ]);
  await conversation.ask('ask', 'Why?');
  assert.deepEqual(
    store.current?.talk?.turns.map(turn => turn.text),
    ['old', 'Why?', 'Look here.']
  );
  assert.equal(store.state.notice, 'The tutor has answered.');
  assert.deepEqual(service.asked[0], {
    problem_id: 'p',
    wish: 'ask',
    question: 'Why?',
    cells: { solution: 'x = 1' },
    fault: null,
    locale: 'de'
  });
});

test('who words an answer is told, also when that changes within it', async () => {
  const { conversation, store } = await visit([
    piece('Begun'),
    piece('Rest', 'offline'),
    DONE
  ]);
  await conversation.ask('hint');
  assert.deepEqual(
    store.current?.talk?.turns.slice(-2).map(turn => [turn.text, turn.source]),
    [
      ['Begun', 'gemini'],
      ['Rest', 'offline']
    ]
  );
});

test('a stopped answer keeps what is there, and the next question can be asked', async () => {
  const { conversation, store, service } = await visit([piece('Begun. '), piece('wait')]);
  const asking = conversation.ask('check');
  await new Promise(resolve => setTimeout(resolve, 10));
  assert.equal(store.current?.talk?.writing, true);
  assert.equal(await conversation.ask('ask', 'too soon'), false);
  conversation.stop();
  await asking;
  assert.equal(store.state.notice, 'Stopped.');
  assert.equal(store.state.away, false);
  assert.equal(store.current?.talk?.writing, false);
  assert.equal(store.current?.talk?.turns.at(-1)?.text, 'Begun. ');
  service.events = [DONE];
  assert.equal(await conversation.ask('ask', 'again'), true);
});

test('a refusal and a cut are told in one line', async () => {
  const { conversation, store, service } = await visit([
    { event: 'error', data: { code: 'x', message: 'Not here.' } }
  ]);
  await conversation.ask('ask', 'a');
  assert.equal(store.state.notice, 'Not here.');
  service.events = [piece('cut')];
  await conversation.ask('ask', 'b');
  assert.equal(store.state.notice, 'The answer was cut off. Please ask again.');
});

test('the error of a run goes along as long as its cell is as it was run', async () => {
  const { conversation, explainer, hints, service } = await visit([]);
  const fault = {
    name: 'NameError',
    message: 'm'.repeat(3000),
    cellId: 'c',
    source: 'x = 1',
    line: 1,
    ranId: 'c'
  };
  const sent = async (source: string) => {
    explainer.failed({ ...fault, source });
    await conversation.ask('explain_error');
    await hints.ask();
    const told = service.asked[service.asked.length - 1].fault;
    assert.deepEqual(service.hinted[service.hinted.length - 1].fault, told);
    return told;
  };
  assert.deepEqual(await sent('x = 1'), {
    grade_id: 'solution',
    name: 'NameError',
    message: 'm'.repeat(2000),
    line: 1
  });
  assert.equal(await sent('x = 2'), null);
});

test('a question that met nobody is back in its field, before what was typed meanwhile', async () => {
  const { conversation, store, service } = await visit([piece('lost')]);
  conversation.draft('p', ' Why? ');
  const asking = conversation.send();
  assert.equal(store.current?.talk?.draft, '');
  conversation.draft('p', 'And then?');
  await asking;
  assert.equal(store.current?.talk?.draft, 'Why?\nAnd then?');
  assert.deepEqual(store.current?.talk?.turns, kept.turns);
  assert.match(store.state.notice, /back in its field/);
  service.events = [piece('Look.'), DONE];
  await conversation.send();
  assert.equal(service.asked[service.asked.length - 1].question, 'Why?\nAnd then?');
  assert.equal(store.current?.talk?.draft, '');
});

test('a button that met nobody leaves no turn and what is being typed alone', async () => {
  const { conversation, store } = await visit([piece('lost')]);
  conversation.draft('p', 'Half a que');
  await conversation.ask('hint');
  assert.equal(store.current?.talk?.draft, 'Half a que');
  assert.deepEqual(store.current?.talk?.turns, kept.turns);
  assert.match(store.state.notice, /ask again later/);
});

test('an answer that breaks off stays with its question', async () => {
  const { conversation, store } = await visit([piece('Begun.'), piece('lost')]);
  await conversation.ask('ask', 'Why?');
  assert.deepEqual(
    store.current?.talk?.turns.map(turn => turn.text),
    ['old', 'Why?', 'Begun.']
  );
  assert.match(store.state.notice, /cut off/);
});
