/** What the tutor tells a learner of where their words and code go. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Conversation } from './tutor_contract';

/** What goes to whom; a question only where one can be typed. */
export function privacyWords(
  talk: Pick<Conversation, 'tutor' | 'policy'>,
  trans: TranslationBundle
): string {
  if (talk.tutor === 'offline') {
    return trans.__(
      'Nothing leaves this course: the tutor works from your checks and the author’s hints. The conversation is kept with your progress.'
    );
  }
  return talk.policy === 'full'
    ? trans.__(
        'Your question, your code for this problem, its errors and check results and how far you are with its skills go to Google; your name does not. Each answer costs your course a little, so there is a daily limit; beyond it the tutor answers without Gemini. The conversation is kept with your progress.'
      )
    : trans.__(
        'Your code for this problem, its errors and check results and how far you are with its skills go to Google; your name does not. Each answer costs your course a little, so there is a daily limit; beyond it the tutor answers without Gemini. The conversation is kept with your progress.'
      );
}
