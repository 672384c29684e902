import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Following } from '../following';

const at = (scrollTop: number, scrollHeight = 1000) => ({
  scrollTop,
  scrollHeight,
  clientHeight: 400
});

test('what grows is followed', () => {
  const following = new Following();
  assert.equal(following.look(at(0)), true);
  following.put(at(600));
  assert.equal(following.look(at(600, 1200)), true);
});

test('who has moved back a few pixels is left there, however it grows', () => {
  const following = new Following();
  following.put(at(600));
  assert.equal(following.look(at(595)), false);
  assert.equal(following.look(at(400)), false);
  assert.equal(following.look(at(400, 3000)), false);
});

test('who comes back to the end, or asks again, is taken along', () => {
  const following = new Following();
  following.put(at(600));
  following.look(at(300));
  assert.equal(following.look(at(500)), false);
  assert.equal(following.look(at(580)), true);
  following.look(at(300));
  following.again();
  assert.equal(following.look(at(300)), true);
});

test('what has become shorter is at its end', () => {
  const following = new Following();
  following.put(at(600));
  assert.equal(following.look(at(100, 500)), true);
});
