import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayLookAtClass } from '../rights';

test('the class is offered to those who teach or assist, and to nobody else', () => {
  assert.equal(mayLookAtClass({ role: 'instructor' }), true);
  assert.equal(mayLookAtClass({ role: 'assistant' }), true);
  assert.equal(mayLookAtClass({ role: 'learner' }), false);
  assert.equal(mayLookAtClass(null), false);
});
