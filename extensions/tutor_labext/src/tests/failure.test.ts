import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asFailure, Failure, failureOf } from '../failure';

test('the code and sentence of the service are kept', () => {
  const failure = failureOf(503, '{"code": "grader_busy", "message": "Busy."}', '3');
  assert.deepEqual(
    [failure.code, failure.message, failure.retryAfterS, failure.treatment],
    ['grader_busy', 'Busy.', 3, 'again']
  );
  assert.ok(!failure.isAway);
});

test('an answer of a proxy or of a stopped server means away', () => {
  for (const status of [424, 429, 500, 502, 503, 504]) {
    assert.ok(failureOf(status, '<html>', null).isAway, String(status));
  }
});

test('a refusal that is not ours asks to sign in, or says its status', () => {
  assert.equal(failureOf(403, '{"message": "Forbidden"}', null).treatment, 'hold');
  assert.equal(failureOf(404, '', null).treatment, 'drop');
});

test('a machine that cannot grade is not asked again and again', () => {
  const body = '{"code": "grader_unavailable", "message": "No."}';
  assert.equal(failureOf(503, body, null).treatment, 'drop');
});

test('anything that is thrown without an answer means away', () => {
  assert.ok(asFailure(new TypeError('Failed to fetch')).isAway);
  const known = new Failure(404, 'not_found', 'No.');
  assert.equal(asFailure(known), known);
});
