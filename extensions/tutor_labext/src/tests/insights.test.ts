/** What answers say: a common mistake becomes a probe, or it is said that it did not. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnalysisService } from '../author_api';
import type { ItemAnalysis, Mistake } from '../analysis_contract';
import type { NewDraft } from '../author_contract';
import { Insights } from '../insights';
import { english } from './support';

const MISTAKE: Mistake = {
  learners: 3,
  answers: 3,
  fails: ['edge'],
  raises: null,
  probe: '#| feedback: ‹what to look at›'
};
const ITEM: ItemAnalysis = {
  problem_id: 's03.a.b',
  title: 'A',
  derived: false,
  few: 10,
  versions: [],
  mistakes: [MISTAKE]
};

class Answers implements AnalysisService {
  items = async () => [];
  item = async () => ITEM;
  published = async (): Promise<NewDraft> => ({ slug: 'a', notebook: { metadata: {} } });
  trial = async () => ({ problem_id: 's03.a.b', skills: [], levels: [] });
}

/** Adopt the mistake at a desk whose notebooks in front are the problem's or not, one per try. */
async function adopting(...inFront: boolean[]): Promise<[string, number]> {
  let opened = 0;
  const desk = {
    current: () => null,
    insertProbe: async () => inFront.shift() ?? false,
    resume: async () => void opened++
  };
  const insights = new Insights(new Answers(), desk, english);
  await insights.open(ITEM.problem_id);
  await insights.adopt(MISTAKE);
  return [insights.state.notice, opened];
}

test('a common mistake becomes a probe of the notebook in front, or of the one opened for it', async () => {
  const [told, opened] = await adopting(true);
  assert.match(told, /The probe stands in the notebook/);
  assert.equal(opened, 0);
  const [later, once] = await adopting(false, true);
  assert.match(later, /The probe stands in the notebook/);
  assert.equal(once, 1);
});

test('a probe that could not be put in is not said to stand', async () => {
  const [told] = await adopting(false, false);
  assert.match(told, /^The probe was not put in/);
});
