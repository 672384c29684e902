/** Lessons with a date in the class's tab: those that are assigned, and a form for one more. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Assigning } from './assigning';
import type { LessonChoice } from './class_contract';
import { calendarDay } from './texts';
import { useWatched } from './watched';

interface Shown {
  assigning: Assigning;
  trans: TranslationBundle;
  /** Whether the person may assign; others read only. */
  teaches: boolean;
}

export function AssignedLessons({ assigning, trans, teaches }: Shown): JSX.Element {
  const { found, busy, notice } = useWatched(assigning);
  const title = React.useRef<HTMLHeadingElement>(null);
  const takeBack = (lesson: string) => {
    // The button that has the focus goes with its row.
    title.current?.focus();
    void assigning.takeBack(lesson);
  };
  return (
    <section
      className="pm-Block"
      aria-labelledby="pm-class-assigned"
      data-testid="pm-assignments"
    >
      <h3 id="pm-class-assigned" ref={title} tabIndex={-1}>
        {trans.__('Lessons with a date')}
      </h3>
      <p className="pm-Quiet">
        {trans.__(
          'An assigned lesson comes first for every learner until its skills are mastered; what it builds on comes before it.'
        )}
      </p>
      <p className="pm-Status" role="status">
        {notice}
      </p>
      {found && found.assignments.length === 0 && (
        <p>{trans.__('None is assigned: everybody goes at their own pace.')}</p>
      )}
      {found && found.assignments.length > 0 && (
        <ul className="pm-Runs" aria-label={trans.__('Assigned lessons')}>
          {found.assignments.map(({ lesson, title, due }) => (
            <li key={lesson}>
              <div>
                <strong>{title}</strong>
                <p className="pm-Quiet">
                  {trans.__('until')} <time dateTime={due}>{calendarDay(due)}</time>
                </p>
              </div>
              {teaches && (
                <button
                  type="button"
                  className="pm-Button pm-mod-small"
                  aria-disabled={busy}
                  aria-label={trans.__('Take back “%1”', title)}
                  onClick={() => takeBack(lesson)}
                >
                  {trans.__('Take back')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {found && teaches && (
        <AssignForm {...{ assigning, trans, busy, lessons: found.lessons }} />
      )}
    </section>
  );
}

interface Form {
  assigning: Assigning;
  trans: TranslationBundle;
  busy: boolean;
  lessons: LessonChoice[];
}

function AssignForm({ assigning, trans, busy, lessons }: Form): JSX.Element {
  const [lesson, setLesson] = React.useState('');
  const [due, setDue] = React.useState('');
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void assigning.assign(lesson, due);
  };
  const keys = { 'data-lm-suppress-shortcuts': 'true' };
  return (
    <form
      className="pm-Form pm-Assign"
      aria-label={trans.__('Assign a lesson')}
      onSubmit={submit}
      {...keys}
    >
      <label>
        <span>{trans.__('Lesson')}</span>
        <select required value={lesson} onChange={event => setLesson(event.target.value)}>
          <option value="">{trans.__('Choose a lesson')}</option>
          {[...bySection(lessons)].map(([section, some]) => (
            <optgroup key={section} label={section}>
              {some.map(each => (
                <option key={each.lesson} value={each.lesson}>
                  {each.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{trans.__('Last day')}</span>
        <input
          type="date"
          required
          value={due}
          onChange={event => setDue(event.target.value)}
        />
      </label>
      <button type="submit" className="pm-Button pm-mod-primary" aria-disabled={busy}>
        {trans.__('Assign')}
      </button>
    </form>
  );
}

function bySection(lessons: LessonChoice[]): Map<string, LessonChoice[]> {
  const sections = new Map<string, LessonChoice[]>();
  for (const each of lessons) {
    sections.set(each.section, [...(sections.get(each.section) ?? []), each]);
  }
  return sections;
}
