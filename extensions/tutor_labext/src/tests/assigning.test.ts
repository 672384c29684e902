/** Assigning lessons: what is asked, what is said of it, and who learns of a change. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Assigning, type AssignmentService } from '../assigning';
import type { AssignmentAsk, Assignments } from '../class_contract';
import { Failure } from '../failure';
import { english } from './support';

const LOOPS = { lesson: 's05.l1', title: 'Loops', section: 'Repetition' };

class Calendar implements AssignmentService {
  asked: AssignmentAsk[] = [];
  failure: Failure | null = null;
  private due: string | null = null;

  assignments = async (): Promise<Assignments> => ({
    assignments: this.due ? [{ ...LOOPS, due: this.due }] : [],
    lessons: [LOOPS]
  });
  assign = async (ask: AssignmentAsk) => {
    if (this.failure) {
      throw this.failure;
    }
    this.asked.push(ask);
    this.due = ask.due;
    return this.assignments();
  };
}

function days(assigning: Assigning): string[] | undefined {
  return assigning.state.found?.assignments.map(({ due }) => due);
}

test('a lesson is assigned and taken back, and each change is told', async () => {
  const calendar = new Calendar();
  const assigning = new Assigning(calendar, english);
  let changes = 0;
  assigning.assigned.connect(() => changes++);
  await assigning.open();
  assert.deepEqual(days(assigning), []);
  assert.equal(changes, 0);
  await assigning.assign('s05.l1', '2035-03-12');
  assert.deepEqual(days(assigning), ['2035-03-12']);
  assert.match(assigning.state.notice, /^“Loops” is assigned for .*March.*2035\.$/);
  await assigning.takeBack('s05.l1');
  assert.deepEqual(days(assigning), []);
  assert.equal(assigning.state.notice, '“Loops” is no longer assigned.');
  assert.deepEqual(calendar.asked, [
    { lesson: 's05.l1', due: '2035-03-12' },
    { lesson: 's05.l1', due: null }
  ]);
  assert.equal(changes, 2);
});

test('what the service refuses is said, and what was found stays', async () => {
  const calendar = new Calendar();
  const assigning = new Assigning(calendar, english);
  await assigning.open();
  calendar.failure = new Failure(400, 'bad_request', 'There is no such day.');
  await assigning.assign('s05.l1', '2035-02-30');
  assert.equal(assigning.state.notice, 'There is no such day.');
  assert.deepEqual(days(assigning), []);
});
