/** Grading again: what is asked, that a run is followed to its end, and what it changed is said. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../failure';
import type { Outdated, Regrade, RegradeAsk, RegradeService } from '../regrade_api';
import { Regrading } from '../regrading';
import { english } from './support';

const OLD: Outdated = { problem_id: 'a', title: 'A', version: 1, answers: 3 };
const JOB: Regrade = {
  id: 'one',
  problem_id: 'a',
  title: 'A',
  version: 1,
  state: 'running',
  total: 3,
  same: 0,
  changed: 0,
  not_judged: 0,
  asked_at: '2026-03-01T12:00:00Z'
};

class Runs implements RegradeService {
  asked: RegradeAsk[] = [];
  jobs: Regrade[] = [];
  failure: Failure | null = null;

  outdated = async () => (this.jobs.length ? [] : [OLD]);
  regrades = async () => {
    if (this.failure) {
      throw this.failure;
    }
    return this.jobs;
  };
  regrade = async (ask: RegradeAsk) => {
    this.asked.push(ask);
    this.jobs = [JOB];
    return JOB;
  };
  cancelRegrade = async () => {
    this.jobs = [{ ...JOB, state: 'cancelled' as const }];
    return this.jobs[0];
  };
}

function isClosed(regrading: Regrading): boolean {
  return regrading.state.found === undefined;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('a run is followed to its end and says how many results changed', async () => {
  const runs = new Runs();
  const steps: Regrade[] = [
    { ...JOB, same: 1 },
    { ...JOB, state: 'done', same: 2, changed: 1 }
  ];
  const regrading = new Regrading(runs, english, async () => {
    const next = steps.shift();
    runs.jobs = next ? [next] : runs.jobs;
  });
  await regrading.open();
  assert.deepEqual(regrading.state.found?.outdated, [OLD]);
  await regrading.start(OLD);
  await settled();
  assert.deepEqual(runs.asked, [{ problem_id: 'a', version: 1 }]);
  assert.equal(regrading.state.notice, 'A: 1 of 3 results changed.');
  assert.deepEqual(steps, [], 'it was looked at until it was done');
});

test('a run that is over before the first look says how many results changed', async () => {
  const runs = new Runs();
  runs.regrade = async () => {
    runs.jobs = [{ ...JOB, state: 'done', same: 1, changed: 2 }];
    return JOB;
  };
  const regrading = new Regrading(runs, english);
  await regrading.open();
  await regrading.start(OLD);
  assert.equal(regrading.state.notice, 'A: 2 of 3 results changed.');
});

test('a run can be cancelled, and is not followed once it is closed', async () => {
  const runs = new Runs();
  let looks = 0;
  const regrading = new Regrading(runs, english, async () => {
    looks++;
    await regrading.toggle();
  });
  await regrading.start(OLD);
  await settled();
  assert.equal(looks, 1);
  assert.ok(isClosed(regrading));
  await regrading.cancel('one');
  assert.equal(regrading.state.found?.jobs[0].state, 'cancelled');
});

test('a service that is away is told in its own words', async () => {
  const runs = new Runs();
  runs.failure = new Failure(503, 'database_away', 'Please wait a moment.');
  const regrading = new Regrading(runs, english);
  await regrading.open();
  assert.equal(regrading.state.notice, 'Please wait a moment.');
  assert.equal(regrading.state.busy, false);
});

test('a run goes on being followed after the service was away for a while', async () => {
  const runs = new Runs();
  const told: string[] = [];
  const waits: number[] = [];
  const regrading = new Regrading(runs, english, async ms => {
    told.push(regrading.state.notice);
    waits.push(ms);
    runs.failure = waits.length < 4 ? new Failure(503, 'service_away', 'Away.') : null;
    runs.jobs = waits.length < 6 ? [JOB] : [{ ...JOB, state: 'done', same: 3 }];
  });
  await regrading.start(OLD);
  for (let turn = 0; turn < 10; turn++) {
    await settled();
  }
  assert.deepEqual(told, ['', 'Away.', 'Away.', 'Away.', '', '']);
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 2_000, 2_000]);
  assert.equal(regrading.state.notice, 'A: 0 of 3 results changed.');
});

test('a run that may not be looked at any more is not asked about again', async () => {
  const runs = new Runs();
  let waits = 0;
  const regrading = new Regrading(runs, english, async () => {
    waits++;
    runs.failure = new Failure(403, 'forbidden', 'You may not do this.');
  });
  await regrading.start(OLD);
  await settled();
  assert.equal(waits, 1);
  assert.equal(regrading.state.notice, 'You may not do this.');
});
