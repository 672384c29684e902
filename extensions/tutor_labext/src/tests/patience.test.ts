import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Patience, pauseMs } from '../patience';

test('each pause doubles the one before, up to half a minute', () => {
  const middle = () => 0.5;
  const pauses = [0, 1, 2, 3, 4, 5, 60].map(tries => pauseMs(tries, middle));
  assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test('learners do not come back in one instant', () => {
  assert.equal(
    pauseMs(0, () => 0),
    750
  );
  assert.equal(
    pauseMs(0, () => 0.9999),
    1250
  );
});

test('the service is not asked sooner than it said', () => {
  assert.equal(
    pauseMs(0, () => 0.5, 7),
    7000
  );
});

test('waking ends every wait at once', async () => {
  const patience = new Patience();
  const waits = Promise.all([patience.wait(20), patience.wait(20)]);
  patience.wake();
  await waits;
});
