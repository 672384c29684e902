/** How much of the tutor learners get, in words. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Policy } from './contract';

/** From the least to the most. */
export const POLICIES: readonly Policy[] = ['off', 'hints', 'full'];

export function isPolicy(value: unknown): value is Policy {
  return POLICIES.includes(value as Policy);
}

/** Whether one policy allows more than another. */
export function allowsMore(one: Policy, other: Policy): boolean {
  return POLICIES.indexOf(one) > POLICIES.indexOf(other);
}

/** As a choice of whoever teaches. */
export function policyLabel(policy: Policy, trans: TranslationBundle): string {
  switch (policy) {
    case 'off':
      return trans.__('Off');
    case 'hints':
      return trans.__('Hints only');
    case 'full':
      return trans.__('Questions and hints');
  }
}

/** What a choice means for the learners. */
export function policyWords(policy: Policy, trans: TranslationBundle): string {
  switch (policy) {
    case 'off':
      return trans.__(
        'Learners get no hints and cannot ask; problems, results and progress work as ever.'
      );
    case 'hints':
      return trans.__(
        'Learners get hints and explanations, but cannot ask questions of their own.'
      );
    case 'full':
      return trans.__('Learners get hints and may ask questions of their own.');
  }
}

/** Told to a learner when the instructor has changed it. */
export function policyNotice(policy: Policy, trans: TranslationBundle): string {
  switch (policy) {
    case 'off':
      return trans.__('Your instructor has turned the tutor off here.');
    case 'hints':
      return trans.__('The tutor gives hints here, and takes no questions now.');
    case 'full':
      return trans.__('You can ask the tutor questions here now.');
  }
}
