/** Try as a learner at this mastery: would the problem be chosen, and why. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Trial } from './analysis_contract';
import { Card } from './parts';
import { percent } from './texts';

export function TrialCard(props: {
  trans: TranslationBundle;
  trial: Trial;
}): JSX.Element {
  const { trans, trial } = props;
  const { levels, skills } = trial;
  const [place, setPlace] = React.useState(Math.floor(levels.length / 2));
  const id = React.useId();
  const level = levels[place];
  return (
    <Card title={trans.__('As a learner at this mastery')} testId="pm-trial">
      <p className="pm-Quiet">
        {trans.__(
          'A learner who masters what is taught before, and has solved nothing of this course yet. Mastery of: %1.',
          skills.join(', ')
        )}
      </p>
      <label htmlFor={id}>{trans.__('Mastery: %1', percent(level.mastery))}</label>
      <input
        id={id}
        type="range"
        className="pm-Range"
        min={0}
        max={levels.length - 1}
        value={place}
        aria-valuetext={percent(level.mastery)}
        onChange={event => setPlace(Number(event.target.value))}
      />
      <div role="status" className="pm-Trial" data-testid="pm-trial-answer">
        <p>
          <strong>
            {level.chance >= 0.5
              ? trans.__('It would come next.')
              : level.chance > 0
                ? trans.__('It may come next: %1 times in 100.', hundred(level.chance))
                : trans.__('It would not come next.')}
          </strong>{' '}
          {trans.__('The first try succeeds %1 times in 100.', hundred(level.predicted))}
        </p>
        <p>{level.reason}</p>
        {level.ahead.length > 0 && (
          <p className="pm-Quiet">
            {trans.__('Worth more to this learner: %1.', level.ahead.join('; '))}
          </p>
        )}
      </div>
      <ol className="pm-Levels" aria-label={trans.__('Chance at each mastery')}>
        {levels.map(each => (
          <li key={each.mastery} data-now={each === level}>
            <span
              className="pm-Levels-bar"
              style={{ height: percent(each.chance) }}
              aria-hidden="true"
            />
            <span aria-hidden="true">{hundred(each.mastery)}</span>
            <span className="pm-Unseen">
              {percent(each.mastery)}: {trans.__('%1 times in 100', hundred(each.chance))}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function hundred(share: number): number {
  return Math.round(share * 100);
}
