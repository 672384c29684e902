/** Words for what came of the tutor's help, as those who teach read it. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { ClassHelp, HelpFigure, HelpGroup, HelpRow } from './class_contract';
import { percent } from './texts';

/** A figure, and beside it what it rests on. */
export interface Told {
  figure: string;
  rest: string;
}

const NOTHING: Told = { figure: '–', rest: '' };

export function groupName(group: HelpGroup, trans: TranslationBundle): string {
  const names: Record<HelpGroup, string> = {
    usual: trans.__('Usual'),
    question: trans.__('Question first'),
    trace: trans.__('Own run'),
    contrast: trans.__('Side by side'),
    drawn: trans.__('All four styles'),
    held_out: trans.__('Held out')
  };
  return names[group];
}

export function groupWords(group: HelpGroup, trans: TranslationBundle): string {
  const words: Record<HelpGroup, string> = {
    usual: trans.__('explains the error or names the check'),
    question: trans.__('asks the learner to look before it explains'),
    trace: trans.__('shows what the learner’s own code does'),
    contrast: trans.__('sets what is wanted beside what comes out'),
    drawn: trans.__('one is drawn for each problem'),
    held_out: trans.__('always helped in the usual style')
  };
  return words[group];
}

/** What all of it says, in one sentence. */
export function reading(help: ClassHelp, trans: TranslationBundle): string {
  const [drawn, held] = (['drawn', 'held_out'] as const).map(group => rowOf(help, group));
  const { value, low, high } = drawn.difference ?? drawn.unaided;
  const few = [held, drawn].find(row => row.unaided.n < help.least_n);
  if (few) {
    const { n } = few.unaided;
    return few === held
      ? trans.__(
          'Too early to tell: of learners who are held out, %1 of %2 needed results are there.',
          n,
          help.least_n
        )
      : trans.__(
          'Too early to tell: %1 of %2 needed results are there.',
          n,
          help.least_n
        );
  }
  const [by, least, most] = [value, low, high].map(share => points(share ?? 0));
  if (least > 0) {
    return trans.__(
      'With the styles, %1 more in 100 solve the next problem alone (between %2 and %3 more).',
      by,
      least,
      most
    );
  }
  if (most < 0) {
    return trans.__(
      'With the styles, %1 fewer in 100 solve the next problem alone (between %2 and %3 fewer).',
      -by,
      -most,
      -least
    );
  }
  return trans.__(
    'No difference can be told yet: with the styles, between %1 fewer and %2 more in 100 solve the next problem alone.',
    -least,
    most
  );
}

/** Whether there is any figure to show; without one a table says nothing. */
export function tellsAnything({ rows, least_n }: ClassHelp): boolean {
  return rows.some(({ unaided, fixed_s }) => Math.max(unaided.n, fixed_s.n) >= least_n);
}

export function shareTold(
  figure: HelpFigure,
  least: number,
  trans: TranslationBundle
): Told {
  const { n, value, low, high } = figure;
  return value === null || low === null || high === null
    ? tooFew(n, least, trans)
    : {
        figure: percent(value),
        rest: trans.__('of %1 · %2 to %3', n, percent(low), percent(high))
      };
}

export function differenceTold(
  figure: HelpFigure | null,
  trans: TranslationBundle
): Told {
  const { value, low, high } = figure ?? { value: null, low: null, high: null };
  return value === null || low === null || high === null
    ? NOTHING
    : { figure: signed(value), rest: trans.__('%1 to %2', signed(low), signed(high)) };
}

export function timeTold(
  { n, value, low, high }: HelpFigure,
  least: number,
  trans: TranslationBundle
): Told {
  if (n < least) {
    return tooFew(n, least, trans);
  }
  const from = low === null ? null : timeWords(low, trans);
  return {
    figure: value === null ? trans.__('most not yet') : timeWords(value, trans),
    rest:
      from === null
        ? trans.__('of %1', n)
        : high === null
          ? trans.__('of %1 · %2 or more', n, from)
          : trans.__('of %1 · %2 to %3', n, from, timeWords(high, trans))
  };
}

/** Who worded the help; shares only where there is enough of it. */
export function givenWords(
  { given, least_n }: ClassHelp,
  trans: TranslationBundle
): string {
  const total = given.reduce((sum, { helps }) => sum + helps, 0);
  if (total < least_n) {
    return trans._n(
      '%1 hint or answer was given so far.',
      '%1 hints and answers were given so far.',
      total
    );
  }
  const names = {
    offline: trans.__('the offline tutor'),
    gemini: trans.__('Gemini'),
    cache: trans.__('a kept answer of Gemini')
  };
  const shares = given
    .filter(({ helps }) => helps > 0)
    .map(({ source, helps }) => `${names[source]} ${percent(helps / total)}`);
  return trans.__('Hints and answers given: %1. By %2.', total, shares.join(', '));
}

function rowOf({ rows }: ClassHelp, group: HelpGroup): HelpRow {
  const none: HelpFigure = { n: 0, value: null, low: null, high: null };
  return (
    rows.find(row => row.group === group) ?? {
      group,
      unaided: none,
      difference: null,
      fixed_s: none
    }
  );
}

function tooFew(n: number, least: number, trans: TranslationBundle): Told {
  return { figure: '–', rest: trans.__('%1 of %2 needed', n, least) };
}

function points(share: number): number {
  return Math.round(100 * share);
}

function signed(share: number): string {
  const value = points(share);
  return value > 0 ? `+${value}` : `${value}`.replace('-', '−');
}

function timeWords(seconds: number, trans: TranslationBundle): string {
  if (seconds < 90) {
    return trans.__('%1 s', Math.max(1, Math.round(seconds)));
  }
  if (seconds < 90 * 60) {
    return trans.__('%1 min', Math.round(seconds / 60));
  }
  if (seconds < 36 * 3600) {
    return trans.__('%1 h', Math.round(seconds / 3600));
  }
  return trans.__('%1 days', Math.round(seconds / 86400));
}
