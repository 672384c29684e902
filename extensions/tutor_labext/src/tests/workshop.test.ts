/** The workshop: what it sends, what it keeps, and when it lets publish. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthorService } from '../author_api';
import type { CheckEvent, CheckReport, NewDraft, Notebook } from '../author_contract';
import type { Comparison } from '../analysis_contract';
import { authoredMark, problemMark } from '../cells';
import { Failure } from '../failure';
import type { AuthorDesk, Manuscript } from '../manuscript';
import { Workshop } from '../workshop';
import { english } from './support';

const MINE: Manuscript = {
  path: 'Authoring/a/problem.ipynb',
  mark: { id: 's03.a.b', version: 1, title: 'A' },
  text: 'first',
  header: {},
  generator: true,
  variants: false
};
const GREEN: CheckReport = {
  problem_id: 's03.a.b',
  errors: 0,
  warnings: 0,
  findings: [],
  version: 1,
  published: null
};

class Bench implements AuthorDesk, AuthorService {
  manuscript: Manuscript | null = MINE;
  report = GREEN;
  sent: string[] = [];
  shown: Notebook[] = [];
  versions: number[] = [];
  failure: Failure | null = null;
  hold: Promise<void> | null = null;

  current = () => this.manuscript;
  begin = async () => undefined;
  resume = async () => undefined;
  show = async (_: string, release: Notebook) => void this.shown.push(release);
  setVersion = async (_: string, version: number) => void this.versions.push(version);
  goTo = async (cellId: string) => cellId !== 'gone';
  setHeader = (_: string, values: Record<string, unknown>) => {
    const mine = this.manuscript ?? MINE;
    this.manuscript = {
      ...mine,
      text: `${mine.text}!`,
      header: { ...mine.header, ...values }
    };
  };
  insertProbe = async () => true;
  writeValues = async (path: string) => {
    if (this.manuscript?.text === 'broken') {
      throw new Failure(0, 'values', 'The generator stopped: NameError: x');
    }
    this.sent.push(`values ${path}`);
  };
  compare = async (): Promise<Comparison> => this.comparison;
  comparison: Comparison = {
    problem_id: 's03.a.b',
    version: 1,
    cells: [],
    facts: [],
    points_before: 3,
    points_after: 3,
    courses: [],
    answers: 4
  };
  skills = async () => [];
  draft = async (): Promise<NewDraft> => ({ slug: 'a', notebook: { metadata: {} } });
  preview = async (
    _: string,
    variant: number
  ): Promise<{ findings: []; release: Notebook; variants: number }> => {
    this.sent.push(`preview ${variant}`);
    return { findings: [], release: { metadata: {} }, variants: this.variants };
  };
  variants = 0;
  check = (text: string, stop: AbortSignal) => this.say('check', text, stop);
  publish = (text: string, stop: AbortSignal) => this.say('publish', text, stop);

  private async *say(
    what: string,
    text: string,
    stop: AbortSignal
  ): AsyncGenerator<CheckEvent> {
    this.sent.push(`${what} ${text}`);
    yield { event: 'step', data: { name: 'format', done: 0, of: 2 } };
    await this.hold;
    if (stop.aborted || this.failure) {
      throw this.failure ?? Failure.away();
    }
    const published =
      what === 'publish' ? { problem_id: 's03.a.b', version: 2, new: true } : null;
    yield { event: 'done', data: { ...this.report, published } };
  }
}

function asking(workshop: Workshop): Comparison | null {
  return workshop.state.asking;
}

function open(): [Workshop, Bench] {
  const bench = new Bench();
  const workshop = new Workshop(bench, bench, english);
  workshop.allow();
  return [workshop, bench];
}

test('a green check lets publish until the notebook changes', async () => {
  const [workshop, bench] = open();
  await workshop.ask();
  assert.equal(asking(workshop), null);
  await workshop.check();
  await workshop.ask();
  assert.equal(asking(workshop)?.answers, 4);
  bench.manuscript = { ...MINE, text: 'second' };
  workshop.follow();
  assert.equal(workshop.fresh, null);
  await workshop.ask();
  assert.match(workshop.state.notice, /Check the problem first/);
});

test('publishing takes over the number that the service gave', async () => {
  const [workshop, bench] = open();
  await workshop.check();
  await workshop.ask();
  await workshop.publish();
  assert.deepEqual(bench.sent, ['check first', 'publish first']);
  assert.deepEqual(bench.versions, [2]);
  assert.equal(workshop.fresh?.published?.version, 2);
  const earlier = { problem_id: 's03.a.b', version: 1, answers: 4 };
  assert.deepEqual(workshop.state.earlier, earlier);
  assert.equal(asking(workshop), null);
});

test('errors keep it from being published', async () => {
  const [workshop, bench] = open();
  bench.report = { ...GREEN, errors: 1 };
  await workshop.check();
  await workshop.ask();
  assert.equal(asking(workshop), null);
});

test('cancel ends the run and says so; one run at a time', async () => {
  const [workshop, bench] = open();
  let release: () => void = () => undefined;
  bench.hold = new Promise(resolve => (release = resolve));
  const running = workshop.check();
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(workshop.state.step?.name, 'format');
  await workshop.check();
  workshop.cancel();
  release();
  await running;
  assert.deepEqual(bench.sent, ['check first']);
  assert.equal(workshop.state.notice, 'Cancelled.');
  assert.equal(workshop.state.running, null);
});

test('a refusal is told in its own words', async () => {
  const [workshop, bench] = open();
  bench.failure = new Failure(409, 'check_running', 'A check of yours still runs.');
  await workshop.check();
  assert.equal(workshop.state.notice, 'A check of yours still runs.');
});

test('a preview is shown; without a notebook nothing is sent', async () => {
  const [workshop, bench] = open();
  await workshop.preview();
  assert.equal(bench.shown.length, 1);
  bench.manuscript = null;
  await workshop.check();
  assert.deepEqual(bench.sent, ['preview 0']);
  assert.match(workshop.state.notice, /Open a problem/);
});

test('variants are previewed one after the other', async () => {
  const [workshop, bench] = open();
  bench.variants = 2;
  for (let press = 0; press < 3; press++) {
    await workshop.preview(workshop.state.variant);
    assert.equal(
      workshop.state.notice,
      `This is variant ${press % 2}; they go from 0 to 1.`
    );
    // The preview comes to the front, and the author goes back.
    for (const inFront of [null, MINE]) {
      bench.manuscript = inFront;
      workshop.follow();
    }
  }
  assert.deepEqual(bench.sent, ['preview 0', 'preview 1', 'preview 0']);
});

test('values are written into the notebook, or it is said why not', async () => {
  const [workshop, bench] = open();
  await workshop.writeValues();
  assert.deepEqual(bench.sent, ['values Authoring/a/problem.ipynb']);
  assert.match(workshop.state.notice, /stand in the notebook/);
  bench.manuscript = { ...MINE, text: 'broken' };
  await workshop.writeValues();
  assert.equal(workshop.state.notice, 'The generator stopped: NameError: x');
});

test('the cell of a finding may be gone', async () => {
  const [workshop] = open();
  const finding = { cell: 'a', line: 1, check: 'x', message: '', remedy: '', waives: '' };
  await workshop.goTo({ ...finding, cell_id: 'there', level: 'error' });
  assert.equal(workshop.state.notice, '');
  await workshop.goTo({ ...finding, cell_id: 'gone', level: 'error' });
  assert.match(workshop.state.notice, /no longer/);
});

test('a change that no test notices is waived with a reason, and taken back', () => {
  const [workshop, bench] = open();
  const kept = { mutant: 'line 2: < becomes <=', reason: 'never equal' };
  bench.manuscript = { ...MINE, header: { title: 'A', waived_mutants: [kept] } };
  workshop.allow();
  workshop.waive('line 3: 1 becomes 2', '  ');
  assert.equal(workshop.state.notice, '');
  workshop.waive('line 3: 1 becomes 2', ' only a\nstart ');
  const added = { mutant: 'line 3: 1 becomes 2', reason: 'only a start' };
  const header = () => bench.manuscript?.header ?? {};
  assert.deepEqual(header(), { title: 'A', waived_mutants: [kept, added] });
  workshop.unwaive(kept.mutant);
  workshop.unwaive(added.mutant);
  assert.equal(header()['waived_mutants'], undefined);
});

test("an author's notebook and a preview are no learner's problem", () => {
  const release = { id: 's03.a.b', version: 1, title: 'A' };
  assert.deepEqual(problemMark(release), { id: 's03.a.b', version: 1 });
  assert.equal(problemMark({ ...release, preview: true }), null);
  assert.equal(problemMark({ ...release, skills: { primary: [] } }), null);
  assert.equal(authoredMark(release), null);
  assert.deepEqual(authoredMark({ ...release, skills: {} }), release);
  assert.equal(authoredMark({ skills: {} })?.id, '');
});
