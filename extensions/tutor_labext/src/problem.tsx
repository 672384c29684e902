/** The problem in front with what can be done, or the recommended one with Start. */

import * as React from 'react';
import { useTutor, useTutorState } from './context';
import type { ProblemDetail, ProblemRef, Why } from './contract';
import { useFocusPassedOn } from './focus';
import { useSecondsUntil } from './hint';
import { LessonOffer } from './lesson';
import { Words } from './markdown';
import { isTutorOff, type Ladder, type ProblemState } from './state';
import { chanceToAdd, clock, kindWords } from './texts';

/** The recommended problem, when no problem is open. */
export function NextUp(): JSX.Element | null {
  const { tutor, trans } = useTutor();
  const { next, problems, opening } = useTutorState();
  const id = React.useId();
  if (!next) {
    return null;
  }
  const { problem } = next;
  if (!problem) {
    return <p className="pm-Empty">{next.reason}</p>;
  }
  const detail = problems[problem.id]?.detail;
  const begun = !!detail && !detail.solved && detail.attempts + detail.hints_shown > 0;
  return (
    <section className="pm-Problem" aria-labelledby={id}>
      <p className="pm-Eyebrow">
        {begun ? trans.__('Where you left off') : trans.__('Next for you')}
      </p>
      <About problem={problem} headingId={id} />
      <Reason reason={next.reason} chance={next.chance} />
      <LessonOffer lesson={detail?.lesson} begun={begun} lead />
      <div className="pm-Actions">
        <button
          type="button"
          className={`pm-Button pm-mod-wide ${detail?.lesson?.new && !begun ? '' : 'pm-mod-primary'}`}
          data-testid="pm-start"
          aria-disabled={opening}
          onClick={() => void tutor.session.start()}
        >
          {begun ? trans.__('Continue') : trans.__('Start')}
        </button>
      </div>
    </section>
  );
}

/** The problem whose notebook is in front. */
export function InFront(props: { known: ProblemState }): JSX.Element {
  const { trans } = useTutor();
  const { detail, chance } = props.known;
  const id = React.useId();
  return (
    <section className="pm-Problem" aria-labelledby={id}>
      <p className="pm-Eyebrow">{standing(detail, trans)}</p>
      <About problem={detail.problem} headingId={id} />
      <ul className="pm-Skills" aria-label={trans.__('Skills')}>
        {detail.problem.skills.map(skill => (
          <li key={skill.id}>{skill.name}</li>
        ))}
      </ul>
      <Reason reason={detail.reason} chance={detail.solved ? '' : chance} />
      <LessonOffer lesson={detail.lesson} begun={detail.attempts > 0} />
    </section>
  );
}

/** How far the learner is with it. What a person has still to read is not called solved. */
function standing(
  detail: ProblemDetail,
  trans: ReturnType<typeof useTutor>['trans']
): string {
  if (detail.review?.state === 'awaiting') {
    return trans.__('Awaiting review');
  }
  if (detail.solved) {
    return trans.__('Solved');
  }
  return detail.attempts
    ? trans.__('Attempt %1', detail.attempts + 1)
    : trans.__('Your problem');
}

/** Submit, Hint and Next; stays in sight while the panel scrolls. */
export function Actions(props: { known: ProblemState }): JSX.Element {
  const { tutor, trans } = useTutor();
  const { handIns, opening } = useTutorState();
  const [asking, setAsking] = React.useState(false);
  const groupId = React.useId();
  const another = React.useRef<HTMLButtonElement>(null);
  const { detail, ladder } = props.known;
  const goesOn = tutor.store.goesOn(detail);
  const sending = handIns[detail.problem.id] === 'sending';
  const leave = (why: Why) => {
    another.current?.focus(); // the choices go away
    setAsking(false);
    void tutor.session.another(why);
  };
  return (
    <>
      <div className="pm-Actions" role="group" aria-label={trans.__('What to do')}>
        <button
          type="button"
          className={`pm-Button ${goesOn ? '' : 'pm-mod-primary'}`}
          data-testid="pm-submit"
          aria-disabled={sending}
          onClick={() => sending || void tutor.handIn.submit()}
        >
          {sending ? trans.__('Checking…') : trans.__('Submit')}
        </button>
        {!isTutorOff(props.known) && <HintButton ladder={ladder} />}
        <button
          type="button"
          ref={another}
          className={`pm-Button ${goesOn ? 'pm-mod-primary' : ''}`}
          data-testid="pm-next"
          aria-disabled={opening}
          aria-expanded={goesOn ? undefined : asking}
          aria-controls={goesOn || !asking ? undefined : groupId}
          onClick={() => (goesOn ? leave('done') : setAsking(!asking))}
        >
          {trans.__('Next problem')}
        </button>
      </div>
      {asking && !goesOn && (
        <div
          className="pm-Why"
          id={groupId}
          role="group"
          aria-labelledby={`${groupId}-q`}
        >
          <p id={`${groupId}-q`}>
            {trans.__('Why another one? Your work here is kept.')}
          </p>
          <div className="pm-Actions">
            <Choice onClick={() => leave('too_easy')}>{trans.__('Too easy')}</Choice>
            <Choice onClick={() => leave('too_hard')}>{trans.__('Too hard')}</Choice>
            <Choice onClick={() => leave('not_now')}>{trans.__('Not now')}</Choice>
          </div>
        </div>
      )}
    </>
  );
}

function HintButton({ ladder }: { ladder: Ladder }): JSX.Element {
  const { tutor, trans } = useTutor();
  const button = useFocusPassedOn<HTMLButtonElement>();
  const wait = useSecondsUntil(ladder.opensAt);
  const closed = ladder.writing || !ladder.more || wait > 0;
  return (
    <button
      ref={button}
      type="button"
      className="pm-Button"
      data-testid="pm-hint"
      aria-disabled={closed}
      onClick={() => closed || void tutor.hints.ask()}
    >
      {wait > 0 ? trans.__('Hint %1', clock(wait)) : trans.__('Hint')}
    </button>
  );
}

function Choice(props: { onClick(): void; children: React.ReactNode }): JSX.Element {
  return (
    <button type="button" className="pm-Button pm-mod-small" onClick={props.onClick}>
      {props.children}
    </button>
  );
}

function About(props: { problem: ProblemRef; headingId: string }): JSX.Element {
  const { trans } = useTutor();
  const { problem } = props;
  return (
    <>
      <h3
        className="pm-Problem-title"
        id={props.headingId}
        data-testid="pm-problem-title"
      >
        {problem.title}
      </h3>
      <p className="pm-Facts">
        {kindWords(problem.kind, trans)} · {trans.__('about %1 min', problem.minutes)}
      </p>
    </>
  );
}

function Reason(props: { reason: string; chance: string }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.reason && !props.chance) {
    return null;
  }
  const chance = chanceToAdd(props.reason, props.chance);
  return (
    <p className="pm-Reason" data-testid="pm-reason">
      <strong>{trans.__('Why this one')}</strong>
      <span>
        <Words text={props.reason} />
      </span>
      {chance && (
        <span className="pm-Chance">
          {trans.__('Your chance on the first try: %1', chance)}
        </span>
      )}
    </p>
  );
}
