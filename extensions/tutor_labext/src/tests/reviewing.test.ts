/** Reviewing: ticks make points, nothing goes out unread, and nobody is overwritten. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../failure';
import type { ReviewService } from '../review_api';
import type {
  AnswerCell,
  ReviewAsk,
  ReviewQuery,
  ReviewRow,
  ReviewSheet
} from '../review_contract';
import { Reviewing } from '../reviewing';
import { english } from './support';

const RUBRIC = [
  { text: 'Names the pair', points: 3, met: false },
  { text: 'Has an example', points: 1, met: false }
];

class Office implements ReviewService {
  waiting = ['ada', 'bob'];
  given: [string, ReviewAsk][] = [];
  asked: ReviewQuery[] = [];
  revision = 0;
  failure: Failure | null = null;

  async queue(query: ReviewQuery) {
    this.asked.push(query);
    const reviews = this.waiting.map(
      name => ({ submission_id: name, learner: name }) as ReviewRow
    );
    return { reviews, awaiting: reviews.length, next: null };
  }

  async sheet(name: string) {
    const mark = {
      id: 'why',
      points: null,
      max_points: 4,
      origin: 'nobody' as const,
      comment: '',
      rubric: RUBRIC
    };
    const cells = [{ kind: 'words', prompt: '', answer: 'Because.', mark }];
    return {
      submission_id: name,
      learner: name,
      comment: '',
      revision: this.revision,
      cells
    } as unknown as ReviewSheet;
  }

  async give(name: string, ask: ReviewAsk) {
    if (this.failure) {
      throw this.failure;
    }
    this.given.push([name, ask]);
    this.waiting = this.waiting.filter(one => one !== name);
    const sheet = await this.sheet(name);
    const mark = { ...sheet.cells[0].mark, points: ask.marks.why.points };
    return { ...sheet, cells: [{ ...sheet.cells[0], mark }] };
  }
}

async function reading(office: Office): Promise<Reviewing> {
  const reviewing = new Reviewing(office, english);
  await reviewing.load();
  await reviewing.open('ada');
  return reviewing;
}

function cell(reviewing: Reviewing): AnswerCell {
  const [first] = reviewing.state.sheet?.cells ?? [];
  assert.ok(first);
  return first;
}

test('ticks make the points, which may be changed; then the next one is in front', async () => {
  const office = new Office();
  const reviewing = await reading(office);
  reviewing.tick(cell(reviewing), 1);
  reviewing.tick(cell(reviewing), 0);
  assert.equal(reviewing.state.draft.why.points, '4');
  reviewing.tick(cell(reviewing), 1);
  assert.equal(reviewing.state.draft.why.points, '3');
  reviewing.edit('why', { points: '2.5', comment: 'Almost.' });
  reviewing.say('Good.');
  await reviewing.save();
  const marks = { why: { points: 2.5, met: [0], comment: 'Almost.' } };
  assert.deepEqual(office.given, [['ada', { revision: 0, marks, comment: 'Good.' }]]);
  assert.equal(reviewing.state.notice, 'Saved: 2.5 of 4 points for ada.');
  assert.equal(reviewing.state.sheet?.learner, 'bob');
  assert.deepEqual(reviewing.state.draft.why, { points: '', met: [], comment: '' });
  reviewing.edit('why', { points: '0' });
  await reviewing.save();
  assert.equal(reviewing.state.sheet, null);
  assert.equal(reviewing.state.awaiting, 0);
});

test('without points nothing is sent', async () => {
  const office = new Office();
  const reviewing = await reading(office);
  for (const points of ['', 'two', '-1', '4.5']) {
    reviewing.edit('why', { points });
    await reviewing.save();
    assert.equal(reviewing.state.notice, 'why: give from 0 to 4 points.');
  }
  assert.deepEqual(office.given, []);
});

test('where somebody was quicker their review is shown and what was typed stays', async () => {
  const office = new Office();
  const reviewing = await reading(office);
  reviewing.edit('why', { points: '1', comment: 'Mine.' });
  office.failure = new Failure(409, 'review_changed', 'Look at it again.');
  office.revision = 1;
  await reviewing.save();
  assert.equal(reviewing.state.notice, 'Look at it again.');
  assert.equal(reviewing.state.sheet?.revision, 1);
  assert.equal(reviewing.state.draft.why.comment, 'Mine.');
  office.failure = null;
  await reviewing.save();
  assert.equal(office.given[0][1].revision, 1);
});

test('a filter is asked of the service', async () => {
  const office = new Office();
  const reviewing = new Reviewing(office, english);
  await reviewing.choose({ state: 'reviewed', problem_id: 'p' });
  assert.deepEqual(office.asked, [{ state: 'reviewed', problem_id: 'p' }]);
});
