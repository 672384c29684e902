/** The side panel: who is here, what to do, what came of it. */

import * as React from 'react';
import { type Surroundings, TutorContext, useTutor, useTutorState } from './context';
import { Chat } from './chat';
import { FaultCard } from './explanation';
import { HintLadder } from './hint';
import { tutorIcon } from './icons';
import { Note } from './parts';
import { Person } from './person';
import { Level } from './placement';
import { Actions, InFront, NextUp } from './problem';
import { ReviewCard } from './reviewed';
import { SidePanel } from './side_panel';
import { isTutorOff } from './state';
import { modeWords } from './texts';
import { Verdict } from './verdict';

export const PANEL_ID = 'pythonmastery-panel';

function Panel(): JSX.Element {
  const { trans } = useTutor();
  const { loaded, current, problems, answers } = useTutorState();
  const known = current === null ? undefined : problems[current];
  const answer = current === null ? undefined : answers[current];
  const shown = useIntoView(answer?.id);
  return (
    <div className="pm-Panel-body" aria-busy={!loaded}>
      <Head />
      <Away />
      <Level />
      {known ? <InFront known={known} /> : current === null && <NextUp />}
      <div className="pm-Toolbar">
        {known && <Actions known={known} />}
        <Status />
      </div>
      <FaultCard />
      <div ref={shown} className="pm-Result">
        {answer && <Verdict answer={answer} />}
        {!answer && known?.detail.review && <ReviewCard review={known.detail.review} />}
      </div>
      {known && <HintLadder known={known} />}
      {known && <Chat known={known} />}
      {!loaded && <p className="pm-Empty">{trans.__('Loading…')}</p>}
    </div>
  );
}

function Head(): JSX.Element {
  const { trans, showProgress } = useTutor();
  const { me, current, problems } = useTutorState();
  const isOff = current !== null && isTutorOff(problems[current]);
  return (
    <div className="pm-Head">
      <div className="pm-Head-row">
        <h2>{me?.course ?? trans.__('PythonMastery')}</h2>
        <button type="button" className="pm-Button pm-mod-small" onClick={showProgress}>
          {trans.__('My progress')}
        </button>
      </div>
      {me && (
        <p className="pm-Quiet">
          <Person name={me.name} />
          {!isOff && ` · ${modeWords(me, trans)}`}
        </p>
      )}
      {me?.grading_note && <Note tone="warn">{me.grading_note}</Note>}
    </div>
  );
}

/** Said plainly while the service cannot be reached. */
function Away(): JSX.Element {
  const { away, handIns } = useTutorState();
  const kept = Object.values(handIns).includes('kept');
  return <div role="status">{(away || kept) && <AwayNote kept={kept} />}</div>;
}

function AwayNote({ kept }: { kept: boolean }): JSX.Element {
  const { tutor, trans } = useTutor();
  return (
    <Note tone="info" testId="pm-away">
      <p>
        {kept
          ? trans.__(
              'The learning service is away; your answer is kept and will be sent.'
            )
          : trans.__(
              'The learning service is away. You can go on working in your notebook; this panel comes back by itself.'
            )}
      </p>
      <button
        type="button"
        className="pm-Button pm-mod-small"
        onClick={() => tutor.session.wake()}
      >
        {trans.__('Try now')}
      </button>
    </Note>
  );
}

/** The one line that is announced. */
function Status(): JSX.Element {
  const { notice } = useTutorState();
  return (
    <p className="pm-Status" role="status" data-testid="pm-status">
      {notice}
    </p>
  );
}

/** Scrolls its element into view when a new result is there; the focus stays where it is. */
function useIntoView(key: string | undefined): React.RefObject<HTMLDivElement> {
  const element = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (key !== undefined) {
      element.current?.scrollIntoView({ block: 'start' });
    }
  }, [key]);
  return element;
}

export class TutorPanel extends SidePanel {
  constructor(private readonly surroundings: Surroundings) {
    super(PANEL_ID, surroundings.trans.__('Tutor'), tutorIcon);
  }

  protected render(): JSX.Element {
    return (
      <TutorContext.Provider value={this.surroundings}>
        <Panel />
      </TutorContext.Provider>
    );
  }

  protected onActivateRequest(): void {
    // The command palette gives the focus back to where it was; this comes after that.
    requestAnimationFrame(() => {
      if (!this.node.contains(document.activeElement)) {
        this.node.focus();
      }
    });
  }
}
