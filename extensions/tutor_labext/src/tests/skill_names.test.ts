/** What is typed into the field of skills: a whole name, an id, or a part that only one has. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onlySkillWith, skillOf, skillsWith } from '../skill_names';

const SKILLS = [
  ['fn.return', 'return versus print'],
  ['fn.def', 'Defining a function'],
  ['fn.call', 'Calling a function']
].map(([id, name]) => ({ id, name, section: 'Functions', lesson: 'Functions' }));

test('a name or an id is a skill in any case, a part of one is not yet', () => {
  assert.equal(skillOf(' Return Versus Print ', SKILLS)?.id, 'fn.return');
  assert.equal(skillOf('FN.CALL', SKILLS)?.id, 'fn.call');
  assert.equal(skillOf('versus', SKILLS), null);
});

test('a part that only one name has means that skill', () => {
  assert.equal(onlySkillWith('versus', SKILLS)?.id, 'fn.return');
  assert.equal(onlySkillWith('function', SKILLS), null);
  assert.equal(onlySkillWith('Defining a function', SKILLS)?.id, 'fn.def');
  assert.equal(onlySkillWith('  ', SKILLS), null);
});

test('words find the skills that have all of them, in any order', () => {
  assert.equal(onlySkillWith('print return', SKILLS)?.id, 'fn.return');
  assert.deepEqual(
    skillsWith('A FUNCTION', SKILLS).map(({ id }) => id),
    ['fn.def', 'fn.call']
  );
  assert.deepEqual(skillsWith('', SKILLS), []);
});
