/** How much of the tutor the class gets, in the class's tab: a choice that is saved at once. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { type ClassTutorSetting, given } from './class_tutor';
import type { Policy } from './contract';
import { allowsMore, POLICIES, policyLabel, policyWords } from './policies';
import { useWatched } from './watched';

interface Shown {
  setting: ClassTutorSetting;
  trans: TranslationBundle;
  /** Whether the person may choose; others read only. */
  teaches: boolean;
}

export function TutorChoice({ setting, trans, teaches }: Shown): JSX.Element {
  const { found, wished, notice } = useWatched(setting);
  const id = React.useId();
  const policy = wished ?? (found && given(found));
  return (
    <section
      className="pm-Block"
      aria-labelledby={`${id}-title`}
      data-testid="pm-class-tutor"
    >
      <h3 id={`${id}-title`}>{trans.__('Help from the tutor')}</h3>
      {found && policy && (
        <>
          {teaches ? (
            <div className="pm-Form pm-Class-choice" data-lm-suppress-shortcuts="true">
              <label>
                <span>{trans.__('Tutor')}</span>
                <select
                  value={policy}
                  aria-describedby={`${id}-meaning`}
                  onChange={event => void setting.choose(event.target.value as Policy)}
                >
                  {[...POLICIES].reverse().map(each => (
                    <option
                      key={each}
                      value={each}
                      disabled={allowsMore(each, found.most)}
                    >
                      {policyLabel(each, trans)}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          ) : (
            <p>
              <strong>{policyLabel(policy, trans)}</strong>
            </p>
          )}
          <p className="pm-Quiet" id={`${id}-meaning`}>
            {policyWords(policy, trans)} {trans.__('A problem may allow less.')}
            {found.most !== 'full' && (
              <>
                {' '}
                {trans.__(
                  'Your operator allows “%1” at most.',
                  policyLabel(found.most, trans)
                )}
              </>
            )}
          </p>
        </>
      )}
      <p className="pm-Status" role="status">
        {notice}
      </p>
    </section>
  );
}
