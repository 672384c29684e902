/** Find my level: offered at the start, can be left at any time and taken up again. */

import * as React from 'react';
import { useTutor, useTutorState } from './context';
import { Card } from './parts';

export function Level(): JSX.Element | null {
  const { trans } = useTutor();
  const { placement, current } = useTutorState();
  if (placement?.status === 'active') {
    return (
      <p className="pm-Level" data-testid="pm-level">
        {trans.__(
          'Finding your level: question %1 of at most %2.',
          placement.asked,
          placement.most
        )}{' '}
        <LevelButton action="skip" words={trans.__('Stop here')} small />
      </p>
    );
  }
  if (!placement?.offered || current !== null) {
    return null;
  }
  if (placement.status === 'skipped') {
    return (
      <p className="pm-Level" data-testid="pm-level">
        <LevelButton action="begin" words={trans.__('Find my level')} small />
      </p>
    );
  }
  return (
    <Card title={trans.__('New here?')} testId="pm-level">
      <p className="pm-Quiet">
        {trans.__(
          'If you have programmed before, at most %1 short problems find where you should begin. You can stop at any time.',
          placement.most
        )}
      </p>
      <div className="pm-Actions">
        <LevelButton action="begin" words={trans.__('Find my level')} />
        <LevelButton action="skip" words={trans.__('Skip, start at the beginning')} />
      </div>
    </Card>
  );
}

function LevelButton(props: {
  action: 'begin' | 'skip';
  words: string;
  small?: boolean;
}): JSX.Element {
  const { tutor } = useTutor();
  const { opening } = useTutorState();
  return (
    <button
      type="button"
      className={`pm-Button ${props.small ? 'pm-mod-small' : ''}`}
      data-testid={`pm-level-${props.action}`}
      aria-disabled={opening}
      onClick={() => void tutor.session.findLevel(props.action)}
    >
      {props.words}
    </button>
  );
}
