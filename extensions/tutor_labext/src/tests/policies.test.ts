/** The panel follows what the instructor allows, without a reload. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../failure';
import { isTutorOff } from '../state';
import { visit } from './small_service';

test('what the instructor allows is learned at the next look, and told once', async () => {
  const { session, service, store } = await visit();
  for (const [policy, words] of [
    ['hints', /gives hints here, and takes no questions/],
    ['off', /turned the tutor off/],
    ['full', /can ask the tutor questions/]
  ] as const) {
    service.policy = policy;
    await session.look();
    assert.equal(store.current?.detail.tutor, policy);
    assert.match(store.state.notice, words);
    store.set({ notice: '' });
    await session.look();
    assert.equal(store.state.notice, '');
  }
});

test('a problem that was seen before is looked at again when it comes to the front', async () => {
  const { session, service, store } = await visit();
  await session.follow(null);
  service.policy = 'off';
  await session.follow({ id: 'p', version: 1 });
  assert.equal(isTutorOff(store.current), true);
});

test('a question that is refused goes back to its field, and the panel follows', async () => {
  const { conversation, service, store } = await visit();
  await conversation.load('p');
  service.policy = 'hints';
  service.turns = [
    { event: 'error', data: { code: 'tutor_off', message: 'Switched off.' } }
  ];
  conversation.draft('p', 'Why?');
  await conversation.send();
  assert.deepEqual(store.current?.talk?.turns, []);
  assert.equal(store.current?.talk?.draft, 'Why?');
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(store.current?.detail.tutor, 'hints');
  assert.match(store.state.notice, /takes no questions now/);
});

test('no hint is spoken of where the tutor is off', async () => {
  const { session, service, store } = await visit();
  for (const [policy, words] of [
    ['full', / A hint or the lesson can help\.$/],
    ['off', /this one stays\. The lesson can help\.$/]
  ] as const) {
    service.policy = policy;
    await session.look();
    await session.another('too_hard');
    assert.match(store.state.notice, words);
  }
});

test('a hint that is refused has the panel follow', async () => {
  const { hints, service, store } = await visit();
  service.policy = 'off';
  service.events = [
    { event: 'error', data: { code: 'tutor_off', message: 'Switched off.' } }
  ];
  await hints.ask();
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(isTutorOff(store.current), true);
  assert.equal(store.current?.ladder.writing, false);
});

test('an answer on its way when the policy changes comes whole', async () => {
  const { conversation, session, service, store } = await visit();
  await conversation.load('p');
  service.turns = [
    { event: 'turn', data: { text: 'Look ', source: 'offline' } },
    { event: 'turn', data: { text: 'here.', source: 'offline' } },
    { event: 'done', data: { source: 'offline' } }
  ];
  const asking = conversation.ask('ask', 'Why?');
  service.policy = 'off';
  await session.look();
  await asking;
  const { turns, writing } = store.current?.talk ?? {};
  assert.deepEqual(
    turns?.map(turn => turn.text),
    ['Why?', 'Look here.']
  );
  assert.equal(writing, false);
  assert.equal(isTutorOff(store.current), true);
});

test('while the service is away nothing is asked of it by a look', async () => {
  const { session, service, store } = await visit();
  store.set({ away: true });
  service.asked = [];
  await session.look();
  assert.deepEqual(service.asked, []);
  store.set({ away: false });
  service.problem = () => Promise.reject(new Failure(403, 'forbidden', 'Sign in.'));
  await session.look();
  assert.equal(store.state.notice, 'Sign in.');
});
