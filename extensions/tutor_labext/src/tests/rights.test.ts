import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayLookAtBehaviour, mayLookAtClass } from '../rights';

test('the class is offered to those who teach or assist, and to nobody else', () => {
  assert.equal(mayLookAtClass({ role: 'instructor' }), true);
  assert.equal(mayLookAtClass({ role: 'assistant' }), true);
  assert.equal(mayLookAtClass({ role: 'learner' }), false);
  assert.equal(mayLookAtClass(null), false);
});

test('how learners work is shown to those who teach only', () => {
  assert.equal(mayLookAtBehaviour({ role: 'instructor' }), true);
  assert.equal(mayLookAtBehaviour({ role: 'assistant' }), false);
  assert.equal(mayLookAtBehaviour(null), false);
});
