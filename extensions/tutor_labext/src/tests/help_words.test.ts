/** What came of the tutor's help, in words: one sentence that promises no more than the figures. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassHelp, HelpFigure, HelpGroup, HelpRow } from '../class_contract';
import {
  differenceTold,
  givenWords,
  reading,
  shareTold,
  tellsAnything,
  timeTold
} from '../help_words';
import { english } from './support';

const LEAST = 30;

function figure(n: number, ...[value, low, high]: (number | null)[]): HelpFigure {
  return { n, value: value ?? null, low: low ?? null, high: high ?? null };
}

function row(group: HelpGroup, n: number, difference: HelpFigure | null = null): HelpRow {
  return { group, unaided: figure(n), difference, fixed_s: figure(n) };
}

function help(drawn: HelpRow, held: number, ...given: number[]): ClassHelp {
  const [offline = 0, gemini = 0, cache = 0] = given;
  return {
    least_n: LEAST,
    rows: [drawn, row('held_out', held)],
    given: [
      { source: 'offline', helps: offline },
      { source: 'gemini', helps: gemini },
      { source: 'cache', helps: cache }
    ],
    tokens: null
  };
}

test('of few results it is said how many are there and how many it takes', () => {
  assert.equal(
    reading(help(row('drawn', 900), 12), english),
    'Too early to tell: of learners who are held out, 12 of 30 needed results are there.'
  );
  assert.equal(
    reading(help(row('drawn', 29), 40), english),
    'Too early to tell: 29 of 30 needed results are there.'
  );
  assert.match(
    reading({ ...help(row('drawn', 0), 0), rows: [] }, english),
    /Too early to tell: .*, 0 of 30/
  );
});

test('a difference is told as one only where its range leaves out 0', () => {
  const told = (...range: number[]) =>
    reading(help(row('drawn', 90, figure(40, ...range)), 40), english);
  assert.equal(
    told(0.2, 0.053, 0.334),
    'With the styles, 20 more in 100 solve the next problem alone (between 5 and 33 more).'
  );
  assert.equal(
    told(-0.2, -0.334, -0.053),
    'With the styles, 20 fewer in 100 solve the next problem alone (between 5 and 33 fewer).'
  );
  for (const [low, high, words] of [
    [-0.05, 0.2, 'between 5 fewer and 20 more'],
    [0.002, 0.2, 'between 0 fewer and 20 more'],
    [-0.2, 0, 'between 20 fewer and 0 more']
  ] as const) {
    assert.ok(told(0.05, low, high).startsWith('No difference can be told yet'));
    assert.ok(told(0.05, low, high).includes(words));
  }
});

test('a figure stands with what it rests on, and a hidden one with how much is there', () => {
  assert.deepEqual(shareTold(figure(42, 0.62, 0.48, 0.74), LEAST, english), {
    figure: '62%',
    rest: 'of 42 · 48% to 74%'
  });
  assert.deepEqual(shareTold(figure(12), LEAST, english), {
    figure: '–',
    rest: '12 of 30 needed'
  });
  assert.deepEqual(differenceTold(figure(40, -0.05, -0.2, 0.1), english), {
    figure: '−5',
    rest: '−20 to +10'
  });
  for (const none of [null, figure(12)]) {
    assert.deepEqual(differenceTold(none, english), { figure: '–', rest: '' });
  }
});

test('a time is told in its own unit, and a problem that is not solved yet as open', () => {
  const told = (...range: (number | null)[]) => {
    const { figure: value, rest } = timeTold(figure(42, ...range), LEAST, english);
    return `${value}; ${rest}`;
  };
  assert.equal(told(240, 45, 600), '4 min; of 42 · 45 s to 10 min');
  assert.equal(told(7200, 240, null), '2 h; of 42 · 4 min or more');
  assert.equal(told(null, 172800, null), 'most not yet; of 42 · 2 days or more');
  assert.equal(told(null, null, null), 'most not yet; of 42');
  assert.equal(told(0.2, 0.1, 0.3), '1 s; of 42 · 1 s to 1 s');
  assert.equal(timeTold(figure(12), LEAST, english).rest, '12 of 30 needed');
});

test('who gave the help has shares where there is enough of it', () => {
  const given = (...helps: number[]) =>
    givenWords(help(row('drawn', 0), 0, ...helps), english);
  assert.equal(given(), '0 hints and answers were given so far.');
  assert.equal(given(1), '1 hint or answer was given so far.');
  assert.equal(given(29), '29 hints and answers were given so far.');
  assert.equal(given(30), 'Hints and answers given: 30. By the offline tutor 100%.');
  assert.equal(
    given(20, 60, 20),
    'Hints and answers given: 100. By the offline tutor 20%, Gemini 60%, a kept answer of Gemini 20%.'
  );
});

test('a table is shown as soon as it holds one figure', () => {
  assert.ok(!tellsAnything(help(row('drawn', 29), 12)));
  assert.ok(tellsAnything(help(row('drawn', 30), 0)));
});
