/** Roles of cells: each carries what the format asks for, and keeps what it had. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inRole, type RoleCell, roleOf, ROLES, withEarlier } from '../cell_roles';
import { aboutOf, headerOf } from '../header';

const BLANK: RoleCell = { type: 'code', metadata: {} };

function made(cell: RoleCell, role: (typeof ROLES)[number], others: RoleCell[] = []) {
  const { pythonmastery, nbgrader, type } = inRole(role, cell, others);
  const metadata = nbgrader ? { pythonmastery, nbgrader } : { pythonmastery };
  return { type: type ?? cell.type, metadata };
}

test('every role is read back as it was given', () => {
  for (const role of ROLES) {
    assert.equal(roleOf(made(BLANK, role).metadata), role);
  }
  assert.equal(roleOf({}), null);
  assert.equal(roleOf({ pythonmastery: { role: 'else' } }), null);
});

test('a test keeps its name, points and sentence when it becomes hidden', () => {
  const visible = {
    type: 'code',
    metadata: {
      pythonmastery: { role: 'test', visible: true, in_place: true },
      nbgrader: { grade_id: 'edge', points: 3, grade: true }
    }
  };
  const { pythonmastery, nbgrader } = inRole('hidden', visible, []);
  assert.deepEqual(pythonmastery, { role: 'test', visible: false, in_place: true });
  assert.equal(nbgrader?.['grade_id'], 'edge');
  assert.equal(nbgrader?.['points'], 3);
});

test('a test that was something else for a while is the same test again', () => {
  const test = {
    type: 'code',
    metadata: {
      pythonmastery: { role: 'test', visible: false, hint: 'Try 0.' },
      nbgrader: { grade_id: 'edge', points: 3 }
    }
  };
  const hint = made(test, 'hint');
  assert.equal('nbgrader' in hint.metadata, false);
  assert.equal('hint' in (hint.metadata.pythonmastery as object), false);
  const metadata = withEarlier(hint.metadata, withEarlier(test.metadata));
  const { pythonmastery, nbgrader } = inRole('hidden', { type: 'code', metadata }, []);
  assert.deepEqual(pythonmastery, test.metadata.pythonmastery);
  assert.equal(nbgrader?.['grade_id'], 'edge');
  assert.equal(nbgrader?.['points'], 3);
});

test('a probe carries no name of a test, and names are never given twice', () => {
  const first = made(BLANK, 'hidden');
  const second = made(BLANK, 'hidden', [first]);
  const names = [first, second].map(
    ({ metadata }) => (metadata.nbgrader as { grade_id: string }).grade_id
  );
  assert.deepEqual(names, ['check', 'check-2']);
  assert.equal(inRole('probe', first, [second]).nbgrader, undefined);
  const copy = made(first, 'visible', [first]);
  assert.equal((copy.metadata.nbgrader as { grade_id: string }).grade_id, 'example');
});

test('hints climb, a starter names its solution', () => {
  const first = made(BLANK, 'hint');
  const second = made(BLANK, 'hint', [first]);
  assert.deepEqual(second.metadata.pythonmastery, {
    role: 'hint',
    level: 2,
    move: 'plan'
  });
  assert.equal(second.type, 'markdown');
  const solution = made(BLANK, 'solution');
  const starter = made(BLANK, 'starter', [solution]);
  assert.deepEqual(starter.metadata.pythonmastery, { role: 'starter', for: 'solution' });
});

test('the form about a problem keeps what it does not ask for', () => {
  const header = {
    title: 'A',
    context: 'daily life',
    minutes: 10,
    skills: { primary: ['a'], secondary: ['b'] },
    difficulty: { band: 2, b: -1 },
    licence: 'CC0-1.0'
  };
  const about = { ...aboutOf(header), title: ' A  b ', primary: ['b'], minutes: '12' };
  assert.deepEqual(headerOf(about, header), {
    title: 'A b',
    context: 'daily life',
    minutes: 12,
    skills: { primary: ['b'], secondary: [] },
    difficulty: { band: 2, b: -1 },
    key_expressions: undefined,
    tutor: undefined
  });
  assert.deepEqual(aboutOf({}).primary, []);
});

test('the form about a problem says how much of the tutor it allows, and leaves out the usual', () => {
  const kept = (tutor: unknown) => headerOf(aboutOf({ tutor }), { tutor })['tutor'];
  assert.deepEqual(['off', 'hints', 'full'].map(kept), ['off', 'hints', undefined]);
  assert.equal(kept('no policy'), undefined);
  assert.equal(aboutOf({}).tutor, 'full');
});

test('the form about a problem takes the pieces that decide it, each as it is written', () => {
  const pieces = ['age < 12', 'total = 0\nfor price in prices'];
  const header = { key_expressions: pieces };
  assert.deepEqual(aboutOf(header).keys, pieces);
  const kept = (keys: string[]) =>
    headerOf({ ...aboutOf(header), keys }, header)['key_expressions'];
  assert.deepEqual(kept(pieces), pieces);
  assert.deepEqual(kept([' age < 12 ', ' ', '']), ['age < 12']);
  assert.equal(kept(['', ' ']), undefined);
  assert.deepEqual(aboutOf({}).keys, []);
});
