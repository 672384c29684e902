/** Words for what the service says in codes and numbers. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Me, Status, SubmissionAnswer } from './contract';
import { dateTag } from './language';

export function kindWords(kind: string, trans: TranslationBundle): string {
  switch (kind) {
    case 'write_function':
      return trans.__('Write code');
    case 'fix_bug':
      return trans.__('Find and fix the bug');
    case 'predict_output':
      return trans.__('Predict the output');
    case 'parsons':
      return trans.__('Put lines in order');
    case 'complete_code':
      return trans.__('Complete the code');
    case 'refactor':
      return trans.__('Make code clearer');
    case 'data_task':
      return trans.__('Work with data');
    case 'write_tests':
      return trans.__('Write tests');
    case 'multiple_choice':
      return trans.__('Choose the answer');
    case 'explain_error':
      return trans.__('Explain the error');
    default:
      return trans.__('Problem');
  }
}

export function statusWords(status: string, trans: TranslationBundle): string {
  const words: Record<Status, string> = {
    passed: trans.__('Solved'),
    partly: trans.__('Partly right'),
    failed: trans.__('Not right yet'),
    timeout: trans.__('Took too long'),
    ungradable: trans.__('Could not be checked'),
    grader_error: trans.__('Our checker failed'),
    awaiting_review: trans.__('Awaiting review')
  };
  return words[status as Status] ?? status;
}

/** What a status means for the learner where the words alone may worry, or ''. */
export function statusNote(status: Status, trans: TranslationBundle): string {
  switch (status) {
    case 'timeout':
      return trans.__(
        'The code did not come to an end in time. Look for a loop that never stops.'
      );
    case 'ungradable':
      return trans.__('This does not count as an attempt.');
    case 'grader_error':
      return trans.__(
        'This is our fault, not yours, and it does not count as an attempt.'
      );
    case 'awaiting_review':
      return trans.__(
        'A person reads the rest of your answer. You can go on meanwhile; points and comments will be here.'
      );
    default:
      return '';
  }
}

/** Points without needless decimals: 2, 2.5. */
export function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function scoreWords(
  score: number,
  maxScore: number,
  trans: TranslationBundle
): string {
  return trans._n('%2 of %1 point', '%2 of %1 points', maxScore, points(score));
}

/** The one line that is announced when a result is here. */
export function statusLine(answer: SubmissionAnswer, trans: TranslationBundle): string {
  const words = statusWords(answer.status, trans);
  if (answer.status === 'awaiting_review') {
    const sofar = scoreWords(answer.score, answer.max_score, trans);
    return trans.__('%1. Checked so far: %2.', words, sofar);
  }
  return answer.status === 'ungradable' || answer.status === 'grader_error'
    ? trans.__('%1. This does not count as an attempt.', words)
    : `${words}: ${scoreWords(answer.score, answer.max_score, trans)}.`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** How far a skill is, in words. */
export function masteryWords(
  share: number,
  mastered: boolean,
  trans: TranslationBundle
): string {
  if (mastered) {
    return trans.__('mastered');
  }
  if (share < 0.35) {
    return trans.__('beginning');
  }
  return share < 0.65 ? trans.__('growing') : trans.__('nearly there');
}

/** How sure an estimate is, in the reader's words. */
export function certaintyWords(certainty: string, trans: TranslationBundle): string {
  switch (certainty) {
    case 'fairly sure':
      return trans.__('fairly sure');
    case 'fairly unsure':
      return trans.__('fairly unsure');
    default:
      return trans.__('unsure');
  }
}

/** How an estimate moved, in words. */
export function changeWords(
  before: number,
  after: number,
  trans: TranslationBundle
): string {
  if (percent(before) === percent(after)) {
    return trans.__('unchanged at %1', percent(after));
  }
  return after > before
    ? trans.__('up from %1 to %2', percent(before), percent(after))
    : trans.__('down from %1 to %2', percent(before), percent(after));
}

/** The chance of success in words, or '' where a reason says it already. */
export function chanceToAdd(reason: string, chance: string): string {
  return reason.toLowerCase().includes(chance.toLowerCase()) ? '' : chance;
}

/** What this installation offers, in a few words. */
export function modeWords(me: Me, trans: TranslationBundle): string {
  return me.tutor === 'gemini'
    ? trans.__('Tutor: Google Gemini')
    : trans.__('Tutor: offline hints');
}

/** Seconds as 0:42. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A day of the calendar, such as 2026-03-12, in the reader's own words. */
export function calendarDay(day: string): string {
  const read = new Date(`${day}T00:00`);
  return Number.isNaN(read.getTime())
    ? day
    : read.toLocaleDateString(dateTag(), {
        weekday: 'short',
        day: 'numeric',
        month: 'long',
        year: 'numeric'
      });
}

/** A moment in the reader's own place and words; what cannot be read is shown as it came. */
export function moment(at: string): string {
  const read = new Date(at);
  return Number.isNaN(read.getTime())
    ? at
    : read.toLocaleString(dateTag(), { dateStyle: 'medium', timeStyle: 'short' });
}
