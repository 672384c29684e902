import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayTeach, mayLookAtClass } from '../rights';

test('the class is offered to those who teach or assist, and to nobody else', () => {
  assert.equal(mayLookAtClass({ role: 'instructor' }), true);
  assert.equal(mayLookAtClass({ role: 'assistant' }), true);
  assert.equal(mayLookAtClass({ role: 'learner' }), false);
  assert.equal(mayLookAtClass(null), false);
});

test('how learners work is shown to those who teach only', () => {
  assert.equal(mayTeach({ role: 'instructor' }), true);
  assert.equal(mayTeach({ role: 'assistant' }), false);
  assert.equal(mayTeach(null), false);
});
