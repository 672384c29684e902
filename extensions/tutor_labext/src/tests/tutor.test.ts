import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTutorOff } from '../state';
import { chanceToAdd } from '../texts';
import { makeTutor } from '../tutor';
import { OpenDesk, SmallService, visit } from './small_service';
import { english, MemoryShelf } from './support';

test('Start puts the notebook in place, opens it and says what was done', async () => {
  const { session, desk, store } = await visit();
  await session.start();
  assert.deepEqual(desk.opened, ['p.ipynb']);
  assert.equal(store.state.notice, 'As left.');
});

test('a problem without a tutor is known as one before its conversation is', async () => {
  const service = new SmallService();
  service.policy = 'off';
  service.conversation = () => new Promise(() => undefined);
  const tutor = makeTutor(service, new OpenDesk(), new MemoryShelf(), '/', english);
  void tutor.session.follow({ id: 'p', version: 1 });
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal(tutor.store.current?.detail.problem.id, 'p');
  assert.equal(isTutorOff(tutor.store.current), true);
});

test('a lesson is put in place and opened like a problem', async () => {
  const { session, service, desk, store } = await visit();
  await session.openLesson('s.l');
  assert.ok(service.asked.includes('place lesson s.l'));
  assert.deepEqual(desk.opened, ['l.ipynb']);
  assert.equal(store.state.notice, 'The notebook is ready.');
  assert.equal(store.current?.detail.lesson?.new, false); // the problem comes next
});

test('what was handed in is saved once its result is here, and not while all is away', async () => {
  const { handIn, session, service, desk } = await visit();
  service.away = true;
  const handingIn = handIn.submit();
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal(desk.saved, 0);
  service.away = false;
  session.wake();
  await handingIn;
  assert.equal(desk.saved, 1);
});

test('a chance that the reason tells already is not told again', () => {
  assert.equal(chanceToAdd('For you. About 5 in 10 succeed.', 'about 5 in 10'), '');
  assert.equal(chanceToAdd('For you.', 'about 5 in 10'), 'about 5 in 10');
});

test('a result is shown, counted and announced in one line', async () => {
  const { handIn, store } = await visit();
  await handIn.submit();
  assert.equal(store.state.answers['p']?.status, 'passed');
  assert.deepEqual(
    [store.current?.detail.attempts, store.current?.detail.solved],
    [1, true]
  );
  assert.equal(store.state.notice, 'Solved: 2 of 2 points.');
});

test('a result is called earlier once another tab has handed in, and not by its own attempt', async () => {
  const { handIn, session, service, store } = await visit();
  await handIn.submit();
  service.attempts = 1;
  await session.lookAgain();
  assert.ok(!store.state.answers['p']?.overtaken);
  service.attempts = 2;
  await session.lookAgain();
  assert.equal(store.state.answers['p']?.overtaken, true);
  assert.equal(store.current?.detail.attempts, 2);
  await handIn.submit();
  assert.ok(!store.state.answers['p']?.overtaken);
});

test('what another tab has solved is solved here once the page is looked at again', async () => {
  const { session, service, store } = await visit();
  service.attempts = 1;
  await session.lookAgain();
  assert.equal(store.current?.detail.solved, true);
});

test('who hands in an old version is told, and opens the new one beside it', async () => {
  const { service, session, handIn, store, desk } = await visit();
  await handIn.submit();
  assert.equal(store.state.answers['p']?.outdated, false);
  service.version = 2;
  await handIn.submit();
  assert.equal(store.state.answers['p']?.outdated, true);
  await session.openProblem('p');
  assert.deepEqual(desk.opened, ['p.ipynb']);
});

test('when the service is away it is said, and everything goes on by itself', async () => {
  const { handIn, session, service, store } = await visit();
  service.away = true;
  const handingIn = handIn.submit();
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.deepEqual([store.state.away, store.state.handIns['p']], [true, 'kept']);
  service.away = false;
  session.wake();
  await handingIn;
  await session.refresh();
  assert.deepEqual([store.state.away, store.state.handIns['p']], [false, undefined]);
});

test('a hint grows piece by piece and tells when the next one opens', async () => {
  const { hints, service, store } = await visit();
  service.events = [
    { event: 'hint', data: { rung: 1, of: 2, text: 'What ' } },
    { event: 'hint', data: { rung: 1, of: 2, text: 'now?' } },
    { event: 'done', data: { rung: 1, of: 2, more: true, wait_s: 30 } }
  ];
  const before = Date.now();
  await hints.ask();
  const ladder = store.current?.ladder;
  assert.deepEqual(ladder?.hints, [{ rung: 1, of: 2, text: 'What now?' }]);
  assert.ok((ladder?.opensAt ?? 0) >= before + 30_000);
  assert.equal(store.current?.detail.hints_shown, 1);
  await hints.ask();
  assert.equal(store.current?.ladder.hints[0].text, 'What now?');
});

test('hints of an earlier visit are there again', async () => {
  const service = new SmallService();
  service.shown = [{ rung: 1, text: 'What now?' }];
  const tutor = makeTutor(service, new OpenDesk(), new MemoryShelf(), '/', english);
  await tutor.session.follow({ id: 'p', version: 1 });
  assert.deepEqual(tutor.store.current?.ladder.hints, [
    { rung: 1, of: 2, text: 'What now?' }
  ]);
});

test('a hint that breaks off says so and can be asked for again', async () => {
  const { hints, service, store } = await visit();
  service.events = [{ event: 'hint', data: { rung: 1, of: 2, text: 'Wh' } }];
  await hints.ask();
  assert.match(store.state.notice, /cut off/);
  assert.equal(store.current?.ladder.writing, false);
});
