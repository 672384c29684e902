/** The result of handing in: status, behaviours, what the author says, skills, what comes next. */

import * as React from 'react';
import { useTutor, useTutorState } from './context';
import type { MasteryChange, Status, SubmissionAnswer, TestView } from './contract';
import type { Result } from './state';
import { ExplanationView } from './explanation';
import { Printed, Prose, Words } from './markdown';
import { Bar, Card, Mark, Note } from './parts';
import { ReviewPart } from './reviewed';
import {
  chanceToAdd,
  changeWords,
  masteryWords,
  points,
  scoreWords,
  statusNote,
  statusWords
} from './texts';

const TONES: Record<Status, string> = {
  passed: 'good',
  partly: 'warn',
  failed: 'bad',
  timeout: 'bad',
  ungradable: 'warn',
  grader_error: 'warn',
  awaiting_review: 'wait'
};

export function Verdict(props: { answer: Result }): JSX.Element {
  const { trans } = useTutor();
  const { answer } = props;
  const counts = answer.status !== 'ungradable' && answer.status !== 'grader_error';
  const note = statusNote(answer.status, trans);
  return (
    <Card
      title={statusWords(answer.status, trans)}
      tone={TONES[answer.status]}
      testId="pm-verdict"
      aside={
        counts && (
          <span className="pm-Score">
            {scoreWords(answer.score, answer.max_score, trans)}
            {answer.status === 'awaiting_review' && ` ${trans.__('so far')}`}
          </span>
        )
      }
    >
      {answer.message && (
        <p>
          <Words text={answer.message} />
        </p>
      )}
      {note && <p className="pm-Quiet">{note}</p>}
      {answer.overtaken && (
        <Note tone="info" testId="pm-overtaken">
          {trans.__(
            'You have handed in again since, in another tab or on another device. This is the earlier result.'
          )}
        </Note>
      )}
      {answer.outdated && <NewVersion id={answer.problem_id} />}
      {answer.feedback && (
        <div className="pm-Feedback">
          <Prose text={answer.feedback} />
        </div>
      )}
      {answer.notice && (
        <p className="pm-Quiet" data-testid="pm-notice">
          {answer.notice}
        </p>
      )}
      {answer.explanation && <ExplanationView explanation={answer.explanation} />}
      <Tests tests={answer.tests} />
      {answer.review && <ReviewPart review={answer.review} />}
      {answer.output && (
        <details className="pm-Details">
          <summary>{trans.__('What your code printed')}</summary>
          <Printed text={answer.output} label={trans.__('What your code printed')} />
        </details>
      )}
      <Mastery changes={answer.mastery} />
      <Achievements answer={answer} />
      <NextStep answer={answer} />
    </Card>
  );
}

function NewVersion(props: { id: string }): JSX.Element {
  const { tutor, trans } = useTutor();
  return (
    <div className="pm-NewVersion" data-testid="pm-new-version">
      <p>
        {trans.__(
          'This problem has changed since your notebook was made, and your answer was checked with the new version.'
        )}
      </p>
      <button
        type="button"
        className="pm-Button pm-mod-small"
        onClick={() => void tutor.session.openProblem(props.id)}
      >
        {trans.__('Open the new version beside yours')}
      </button>
    </div>
  );
}

function Tests(props: { tests: TestView[] }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.tests.length) {
    return null;
  }
  return (
    <div>
      <h4>{trans.__('What was checked')}</h4>
      <ul className="pm-Tests">
        {props.tests.map(test => (
          <Test key={test.id} test={test} />
        ))}
      </ul>
    </div>
  );
}

function Test({ test }: { test: TestView }): JSX.Element {
  const { trans } = useTutor();
  return (
    <li className="pm-Test" data-passed={test.passed}>
      <Mark kind={test.passed ? 'yes' : 'no'} />
      <div className="pm-Test-body">
        <p className="pm-Test-title">
          <Words text={test.title} />
        </p>
        <p className="pm-Quiet">
          {test.passed ? trans.__('passed') : trans.__('failed')}
          {test.max_points > 0 && ` · ${points(test.points)}/${points(test.max_points)}`}
        </p>
        {!test.passed && test.message && (
          <p className="pm-Test-message">
            <Words text={test.message} />
          </p>
        )}
        {!test.passed && test.output && (
          <Printed text={test.output} label={trans.__('Your code printed')} />
        )}
      </div>
    </li>
  );
}

function Mastery(props: { changes: MasteryChange[] }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.changes.length) {
    return null;
  }
  return (
    <div data-testid="pm-mastery">
      <h4>{trans.__('Your skills')}</h4>
      <ul className="pm-Mastery">
        {props.changes.map(({ skill, before, after, mastered }) => {
          const words = changeWords(before, after, trans);
          return (
            <li key={skill.id}>
              <p className="pm-Mastery-name">
                <span>{skill.name}</span>
                <span className="pm-Tag" data-mastered={mastered}>
                  {masteryWords(after, mastered, trans)}
                </span>
              </p>
              <Bar label={skill.name} words={words} value={after} from={before} />
              <p className="pm-Quiet">{words}</p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Achievements(props: { answer: SubmissionAnswer }): JSX.Element {
  return (
    <>
      {props.answer.achievements.map(({ id, title, text }) => (
        <p key={id} className="pm-Achievement">
          <strong>{title}</strong>
          <span>{text}</span>
        </p>
      ))}
    </>
  );
}

function NextStep(props: { answer: SubmissionAnswer }): JSX.Element | null {
  const { tutor, trans } = useTutor();
  const { next } = useTutorState();
  const { problem_id, solved, moves_on, steps_back } = props.answer;
  const goesOn = solved || moves_on || steps_back;
  if (!next || !props.answer.next || !goesOn || next.problem?.id === problem_id) {
    return null;
  }
  const chance = chanceToAdd(next.reason, next.chance);
  return (
    <div className="pm-NextStep">
      <h4>{trans.__('Next')}</h4>
      {next.problem && <p className="pm-NextStep-title">{next.problem.title}</p>}
      <p className="pm-Quiet">
        <Words text={next.reason} />
        {chance && <> {trans.__('Your chance: %1.', chance)}</>}
      </p>
      {next.problem && (
        <button
          type="button"
          className="pm-Button pm-mod-primary pm-mod-wide"
          onClick={() => void tutor.session.another('done')}
        >
          {trans.__('Go on to this problem')}
        </button>
      )}
    </div>
  );
}
