/** The hints shown so far; their text grows while it arrives. */

import * as React from 'react';
import { useTutor } from './context';
import { Prose } from './markdown';
import { Card } from './parts';
import { isTutorOff, type ProblemState } from './state';
import { clock } from './texts';

export function HintLadder(props: { known: ProblemState }): JSX.Element | null {
  const { trans } = useTutor();
  const { ladder, detail } = props.known;
  const last = ladder.hints[ladder.hints.length - 1];
  const newest = useInSight(`${last?.rung} ${ladder.writing}`, ladder.writing);
  if (!ladder.hints.length && !ladder.writing && !ladder.opensAt) {
    return null;
  }
  return (
    <Card
      title={trans.__('Hints')}
      aside={
        <span className="pm-Quiet">
          {trans.__('%1 of %2 shown', detail.hints_shown, detail.hints_of)}
        </span>
      }
    >
      {/* A screen reader is told by the status line, not by every piece of text. */}
      <div
        className="pm-HintLog"
        role="log"
        aria-live="off"
        aria-label={trans.__('Hints')}
        aria-busy={ladder.writing}
        data-testid="pm-hint-log"
      >
        {ladder.hints.map(hint => (
          <article
            key={hint.rung}
            className="pm-Hint"
            ref={hint === last ? newest : undefined}
          >
            <h4>{trans.__('Hint %1 of %2', hint.rung, hint.of)}</h4>
            <Prose text={hint.text} />
            {ladder.writing && hint === last && <Caret />}
          </article>
        ))}
        {ladder.writing && !last && <Caret />}
      </div>
      {!ladder.writing && !isTutorOff(props.known) && (
        <NextHint opensAt={ladder.opensAt} more={ladder.more} />
      )}
    </Card>
  );
}

/** Scrolls the newest hint into sight when it begins and when it is whole. */
function useInSight(key: string, writing: boolean): React.RefObject<HTMLElement> {
  const element = React.useRef<HTMLElement>(null);
  const asked = React.useRef(false);
  React.useEffect(() => {
    asked.current ||= writing;
    if (asked.current) {
      element.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [key, writing]);
  return element;
}

function Caret(): JSX.Element {
  return <span className="pm-Caret" aria-hidden="true" />;
}

/** When the next hint opens, counted down while that lies ahead. */
function NextHint(props: { opensAt: number; more: boolean }): JSX.Element {
  const { trans } = useTutor();
  const left = useSecondsUntil(props.opensAt);
  return (
    <p className="pm-Quiet">
      {!props.more
        ? trans.__('That was the last hint for this problem.')
        : left > 0
          ? trans.__(
              'The next hint opens in %1. Try what this one says first.',
              clock(left)
            )
          : trans.__('The next hint is open.')}
    </p>
  );
}

/** Seconds until a moment (milliseconds since 1970), told once per second; 0 when it has passed. */
export function useSecondsUntil(moment: number): number {
  const [now, setNow] = React.useState(Date.now);
  const ahead = moment > now;
  React.useEffect(() => {
    setNow(Date.now());
    if (!ahead) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment, ahead]);
  return Math.max(0, (moment - now) / 1000);
}
