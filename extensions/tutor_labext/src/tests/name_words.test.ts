import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST_NAME, nameWords } from '../name_words';

test('a name is shown as it is', () => {
  for (const name of ['ada', 'María-José', 'أمينة', '<b>bo</b>', '👩‍🚀', '']) {
    assert.equal(nameWords(name), name);
  }
});

test('a name turns no other words round and takes one line', () => {
  const orders = '\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c\n\u2028\u0000';
  assert.equal(nameWords(`ad${orders}a`), 'ada');
});

test('a long name is cut, never within a sign', () => {
  const cut = nameWords('🐍'.repeat(200));
  assert.equal(Array.from(cut).length, LONGEST_NAME);
  assert.ok(cut.endsWith('🐍…'));
});
