import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemMark, readAnswer, solutionId } from '../cells';

const cell = (source: string, role?: string, gradeId?: string) => ({
  source,
  metadata: {
    ...(role ? { pythonmastery: { role } } : {}),
    ...(gradeId ? { nbgrader: { grade_id: gradeId } } : {})
  }
});

test('solution cells are keyed by grade_id, the own ones come along, the rest stays out', () => {
  const answer = readAnswer([
    cell('price = 4', 'given', 'given-1'),
    cell('total = 1', 'solution', 'solution'),
    cell('assert total == 4', 'test', 'test-1'),
    cell('print(total)'),
    cell('  \n')
  ]);
  assert.deepEqual(answer, { cells: { solution: 'total = 1' }, loose: ['print(total)'] });
});

test('of copies of a solution cell the first one counts, even an empty one', () => {
  const copies = [
    cell('', 'solution', 's'),
    cell('x = 1'),
    cell('late', 'solution', 's')
  ];
  assert.deepEqual(readAnswer(copies), { cells: { s: '' }, loose: ['x = 1'] });
  const beside = ['def f():\n    return 1', 'def f():\n    return 2'];
  const answer = readAnswer(beside.map(source => cell(source, 'solution', 's')));
  assert.deepEqual(answer, { cells: { s: beside[0] }, loose: [] });
});

test('a solution cell that was cut in two is joined, whether the mark was kept or lost', () => {
  const [head, body, more] = [
    'def f():',
    '    return 1',
    'def g():\n    return 2'
  ] as const;
  const marked = [head, body, more].map(source => cell(source, 'solution', 's'));
  const whole = { cells: { s: `${head}\n${body}\n${more}` }, loose: [] };
  assert.deepEqual(readAnswer(marked), whole);
  const lost = [cell(head, 'solution', 's'), cell(body), cell(more)];
  assert.deepEqual(readAnswer(lost), { cells: { s: `${head}\n${body}` }, loose: [more] });
});

test('answers in words come along; a task is answered by words of the own', () => {
  const words = (source: string, metadata: Record<string, unknown> = {}) => ({
    source,
    metadata,
    markdown: true
  });
  const manual = (grade_id: string, task: boolean) => ({
    pythonmastery: { role: 'manual' },
    nbgrader: { grade_id, task }
  });
  const answer = readAnswer([
    words('# Title', { pythonmastery: { role: 'statement' } }),
    cell('x = 1', 'solution', 's'),
    words('It grows.', manual('why', false)),
    words('A late copy.', manual('why', false)),
    words('Draw a plan.', manual('plan', true)),
    words('First the beds.'),
    words(' '),
    words('Then the path.')
  ]);
  assert.deepEqual(answer, {
    cells: { s: 'x = 1' },
    loose: [],
    words: { why: 'It grows.', plan: 'First the beds.\n\nThen the path.' }
  });
});

test('no more cells of the own are read than the service takes', () => {
  const many = Array.from({ length: 130 }, (_, index) => cell(`x = ${index}`));
  assert.equal(readAnswer(many).loose.length, 100);
});

test('a cell too long for the service is left out', () => {
  const data = { source: 'x'.repeat(100_001), metadata: {} };
  assert.deepEqual(readAnswer([data]), { cells: {}, loose: [] });
});

test('a notebook without a usable mark is no problem', () => {
  for (const metadata of [
    null,
    undefined,
    'x',
    {},
    { id: 'a' },
    { id: '', version: 1 },
    { id: 'a.b.c', version: 1, kind: 'lesson' }
  ]) {
    assert.equal(problemMark(metadata), null);
  }
  assert.deepEqual(problemMark({ id: 'a.b', version: 2, more: 1 }), {
    id: 'a.b',
    version: 2
  });
});

test('metadata of a strange form is no solution cell', () => {
  assert.equal(solutionId({ pythonmastery: null, nbgrader: 3 }), null);
  assert.equal(solutionId({ pythonmastery: { role: 'solution' } }), null);
});
