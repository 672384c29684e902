import assert from 'node:assert/strict';
import { test } from 'node:test';
import { privacyWords } from '../privacy';
import { english } from './support';

test('a question is spoken of only where one can be asked', () => {
  const told = (policy: 'full' | 'hints') =>
    privacyWords({ tutor: 'gemini', policy }, english);
  assert.match(told('full'), /^Your question, your code .* go to Google/);
  assert.match(told('hints'), /^Your code .* go to Google/);
});

test('without a model nothing leaves the course', () => {
  const told = privacyWords({ tutor: 'offline', policy: 'hints' }, english);
  assert.match(told, /^Nothing leaves this course/);
});
