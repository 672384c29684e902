import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drafts, newKey, sameWork } from '../drafts';
import { BrokenShelf, draft, MemoryShelf } from './support';

test('what is kept is there after a reload, apart from other learners of this origin', () => {
  const shelf = new MemoryShelf();
  new Drafts(shelf, '/user/ana/').keep(draft());
  assert.deepEqual(new Drafts(shelf, '/user/ana/').all(), [draft()]);
  assert.deepEqual(new Drafts(shelf, '/user/ben/').all(), []);
});

test('newer work on a problem replaces the older; an answer to the older leaves it alone', () => {
  const drafts = new Drafts(new MemoryShelf(), '/');
  const newer = draft({ key: 'key-0002' });
  drafts.keep(draft());
  drafts.keep(newer);
  drafts.forget(draft());
  assert.deepEqual(drafts.all(), [newer]);
  drafts.forget(newer);
  assert.deepEqual(drafts.all(), []);
});

test('nothing is left in the storage once all is answered', () => {
  const shelf = new MemoryShelf();
  const drafts = new Drafts(shelf, '/');
  drafts.keep(draft());
  drafts.forget(draft());
  assert.equal(shelf.items.size, 0);
});

test('storage that is blocked, full or holds nonsense costs nothing but the reload', () => {
  const drafts = new Drafts(new BrokenShelf(), '/');
  drafts.keep(draft());
  assert.deepEqual(drafts.all(), [draft()]);
  for (const nonsense of ['{', '{}', '[1, null, {"key": 2}]']) {
    const shelf = new MemoryShelf();
    shelf.setItem('pythonmastery:unsent:/', nonsense);
    assert.deepEqual(new Drafts(shelf, '/').all(), []);
  }
});

test('each press gets a key of its own', () => {
  assert.match(newKey(), /^[0-9a-f]{32}$/);
  assert.notEqual(newKey(), newKey());
});

test('the key does not make the work another one; the source does', () => {
  assert.ok(sameWork(draft(), draft({ key: 'key-0002' })));
  assert.ok(!sameWork(draft(), draft({ cells: { solution: 'x = 2' } })));
});
