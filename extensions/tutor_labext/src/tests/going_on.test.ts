import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recommendation } from '../contract';
import { detail, next, visit } from './small_service';
import { passed } from './support';

const other: Recommendation = {
  ...next,
  problem: { ...detail.problem, id: 'q' },
  reason: 'The next one.'
};

test('after a solved problem the one that came with the result is opened without asking', async () => {
  const { handIn, session, service, desk } = await visit();
  service.submit = async () => passed({ next: other });
  await handIn.submit();
  await session.another('done');
  assert.deepEqual(desk.opened, ['p.ipynb']);
  assert.ok(!service.asked.includes('another done'));
  await session.another('too_hard');
  assert.ok(service.asked.includes('another too_hard'));
});

test('from a problem that was solved before, the way goes on to what is next by now', async () => {
  const { handIn, session, service, store } = await visit();
  service.submit = async () => passed({ next: other });
  await handIn.submit();
  store.set({ next: { ...other, problem: { ...detail.problem, id: 'r' } } });
  await session.another('done');
  assert.equal(store.state.next?.problem?.id, 'r');
  assert.ok(service.asked.includes('place r'));
});

test('a problem that comes back has its new reason, and is no longer done with', async () => {
  const { handIn, session, service, store } = await visit();
  service.submit = async () => passed({ solved: false, moves_on: true, next: other });
  await handIn.submit();
  const goesOn = () => !!store.current && store.goesOn(store.current.detail);
  assert.equal(goesOn(), true);
  await session.follow(null);
  service.reason = 'It is time for this one.';
  await session.another('not_now');
  await session.follow({ id: 'p', version: 1 });
  assert.equal(store.current?.detail.reason, 'It is time for this one.');
  assert.equal(goesOn(), false);
});

test('where no other problem fits, the same one stays in front and this is said', async () => {
  const { session, store, desk } = await visit();
  await session.another('too_hard');
  assert.match(store.state.notice, /this one stays/);
  assert.deepEqual(desk.opened, []);
});
