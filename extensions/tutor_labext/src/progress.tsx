/** The learner's overview as a tab of its own. */

import * as React from 'react';
import { type Surroundings, useTutor } from './context';
import type { Progress, SectionProgress, SkillProgress } from './contract';
import { Waiting } from './fetched';
import { progressIcon } from './icons';
import { OverviewTab, useKeptUp } from './overview_tab';
import { Bar } from './parts';
import { Attempts, Badges, Corrections, Reviews } from './record';
import { calendarDay, certaintyWords, masteryWords, percent } from './texts';

export const PROGRESS_ID = 'pythonmastery-progress';

function Overview(): JSX.Element {
  const { tutor, trans, showMap } = useTutor();
  const ask = React.useCallback(() => tutor.service.progress(), [tutor]);
  const fetched = useKeptUp(ask);
  const { found: progress, problem } = fetched;
  return (
    <section
      className="pm-Progress-body"
      aria-labelledby="pm-progress-title"
      data-testid="pm-progress"
      aria-busy={!progress && !problem}
    >
      <h2 id="pm-progress-title">{trans.__('My progress')}</h2>
      <Waiting {...{ trans, fetched }} />
      {progress && <Totals progress={progress} />}
      {progress && (
        <button type="button" className="pm-Button" onClick={showMap}>
          {trans.__('Skill map')}
        </button>
      )}
      {progress && <Corrections corrections={progress.corrections} />}
      {progress && <Reviews reviews={progress.reviews} />}
      {progress && <Assigned sections={progress.sections} />}
      {progress && <Due sections={progress.sections} />}
      {progress && <Attempts attempts={progress.recent} />}
      {progress && <Badges achievements={progress.achievements} />}
      {progress?.sections.map(section => (
        <Section key={section.id} section={section} />
      ))}
    </section>
  );
}

function Totals({ progress }: { progress: Progress }): JSX.Element {
  const { trans } = useTutor();
  const skills = allSkills(progress.sections);
  const mastered = skills.filter(skill => skill.mastered).length;
  const figures: [string, string][] = [
    [
      trans.__('Problems solved'),
      trans.__('%1 of %2', progress.solved, progress.problems)
    ],
    [trans.__('Skills mastered'), trans.__('%1 of %2', mastered, skills.length)],
    [trans.__('Attempts'), String(progress.attempts)]
  ];
  return (
    <dl className="pm-Totals">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

function Assigned(props: { sections: SectionProgress[] }): JSX.Element | null {
  const { trans } = useTutor();
  const assigned = props.sections
    .flatMap(section => section.lessons)
    .flatMap(({ id, title, due }) => (due ? [{ id, title, due }] : []))
    .sort((one, other) => one.due.localeCompare(other.due));
  if (!assigned.length) {
    return null;
  }
  return (
    <section className="pm-Block" aria-labelledby="pm-progress-assigned">
      <h3 id="pm-progress-assigned">{trans.__('Lessons with a date')}</h3>
      <p className="pm-Quiet">
        {trans.__('Your instructor has assigned these; they come first.')}
      </p>
      <ul className="pm-Skills" data-testid="pm-progress-assigned">
        {assigned.map(({ id, title, due }) => (
          <li key={id}>
            {title}, {trans.__('until')} <time dateTime={due}>{calendarDay(due)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Due(props: { sections: SectionProgress[] }): JSX.Element | null {
  const { trans } = useTutor();
  const due = allSkills(props.sections).filter(skill => skill.due);
  if (!due.length) {
    return null;
  }
  return (
    <section className="pm-Block" aria-labelledby="pm-progress-due">
      <h3 id="pm-progress-due">{trans.__('Due for a review')}</h3>
      <p className="pm-Quiet">
        {trans.__('A short problem now keeps these; they come up among the next ones.')}
      </p>
      <ul className="pm-Skills">
        {due.map(skill => (
          <li key={skill.id}>{skill.name}</li>
        ))}
      </ul>
    </section>
  );
}

function Section({ section }: { section: SectionProgress }): JSX.Element {
  const { trans } = useTutor();
  const id = React.useId();
  const words = trans.__('%1 of %2 problems solved', section.solved, section.problems);
  return (
    <section className="pm-Block" aria-labelledby={id}>
      <div className="pm-Block-head">
        <h3 id={id}>{section.title}</h3>
        <span className="pm-Quiet">{words}</span>
      </div>
      <Bar
        label={section.title}
        words={words}
        value={section.problems ? section.solved / section.problems : 0}
      />
      <div className="pm-Lessons">
        {section.lessons.map(lesson => (
          <div key={lesson.id} className="pm-Lesson">
            <h4>{lesson.title}</h4>
            <ul className="pm-Mastery">
              {lesson.skills.map(skill => (
                <Skill key={skill.id} skill={skill} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function Skill({ skill }: { skill: SkillProgress }): JSX.Element {
  const { trans } = useTutor();
  const words = skill.practised
    ? `${percent(skill.mastery)} · ${certaintyWords(skill.certainty, trans)}`
    : trans.__('not practised yet');
  return (
    <li>
      <p className="pm-Mastery-name">
        <span>{skill.name}</span>
        {skill.practised && (
          <span className="pm-Tag" data-mastered={skill.mastered}>
            {masteryWords(skill.mastery, skill.mastered, trans)}
          </span>
        )}
      </p>
      <Bar label={skill.name} words={words} value={skill.practised ? skill.mastery : 0} />
      <p className="pm-Quiet">
        {words}
        {skill.due && <> · {trans.__('review due')}</>}
      </p>
    </li>
  );
}

function allSkills(sections: SectionProgress[]): SkillProgress[] {
  return sections.flatMap(section => section.lessons.flatMap(lesson => lesson.skills));
}

export function progressView(surroundings: Surroundings): OverviewTab {
  const label = surroundings.trans.__('My progress');
  return new OverviewTab(surroundings, PROGRESS_ID, label, progressIcon, Overview);
}
