/** Words for what the rules of behaviour saw; they say what happened, not why. */

import type { TranslationBundle } from '@jupyterlab/translation';

/** Every rule, in the order in which they are told. */
export const SIGNALS = [
  'rapid_guess',
  'same_failure',
  'idle',
  'hint_abuse',
  'failed_streak'
] as const;

export type Signal = (typeof SIGNALS)[number];

export function signalWords(
  signal: Signal,
  times: number,
  trans: TranslationBundle
): string {
  const words: Record<Signal, string> = {
    rapid_guess: trans._n('quick guess', 'quick guesses', times),
    same_failure: trans.__('the same failure again'),
    idle: trans._n('long pause', 'long pauses', times),
    hint_abuse: trans.__('more hints than tries'),
    failed_streak: trans.__('several problems failed in a row')
  };
  return words[signal];
}
