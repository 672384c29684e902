/** The notebook that a lesson opens with: offered first where the lesson is new. */

import * as React from 'react';
import { useTutor, useTutorState } from './context';
import type { LessonRef } from './contract';

/** A way to the lesson of a problem; nothing where it has none. */
export function LessonOffer(props: {
  lesson: LessonRef | null | undefined;
  /** Something was tried already, so the lesson is no longer the first thing to do. */
  begun: boolean;
  /** It is the main thing to do where it is new. */
  lead?: boolean;
}): JSX.Element | null {
  const { tutor, trans } = useTutor();
  const { opening, placement } = useTutorState();
  const { lesson } = props;
  if (!lesson) {
    return null;
  }
  // A question asks what is known already.
  const first = lesson.new && !props.begun && placement?.status !== 'active';
  return (
    <div className="pm-LessonOffer" data-new={first} data-testid="pm-lesson">
      <p>
        {first && <strong>{trans.__('New here: begin with the lesson.')}</strong>}
        <span>{trans.__('%1, about %2 min', lesson.title, lesson.minutes)}</span>
      </p>
      <button
        type="button"
        className={`pm-Button ${first && props.lead ? 'pm-mod-primary' : 'pm-mod-small'}`}
        data-testid="pm-open-lesson"
        aria-disabled={opening}
        onClick={() => void tutor.session.openLesson(lesson.id)}
      >
        {trans.__('Open the lesson')}
      </button>
    </div>
  );
}
