/** What an author says of a new problem before it is written. */

import * as React from 'react';
import type { SkillChoice } from './author_contract';
import type { Bench } from './workshop_panel';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';

export function DraftForm(props: Bench & { skills: SkillChoice[] }): JSX.Element {
  const { workshop, trans, skills } = props;
  const [title, setTitle] = React.useState('');
  const [name, setName] = React.useState('');
  const [skill, setSkill] = React.useState('');
  const first = React.useRef<HTMLInputElement>(null);
  const id = React.useId();
  React.useEffect(() => first.current?.focus(), []);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void workshop.begin({ title, entry_point: name, skill });
  };
  const keys = { 'data-lm-suppress-shortcuts': 'true' };
  return (
    <form className="pm-Form" aria-labelledby={id} onSubmit={submit} {...keys}>
      <h3 id={id}>{trans.__('A new problem')}</h3>
      <label>
        <span>{trans.__('Title')}</span>
        <input
          ref={first}
          required
          maxLength={80}
          value={title}
          onChange={event => setTitle(event.target.value)}
        />
      </label>
      <label>
        <span>{trans.__('Function that learners write')}</span>
        <input
          required
          maxLength={60}
          pattern={NAME}
          title={trans.__('Letters, digits and _, beginning with a letter')}
          spellCheck={false}
          value={name}
          onChange={event => setName(event.target.value)}
        />
      </label>
      <label>
        <span>{trans.__('Skill that it practises')}</span>
        <select required value={skill} onChange={event => setSkill(event.target.value)}>
          <option value="">{trans.__('Choose one')}</option>
          {byLesson(skills).map(([lesson, some]) => (
            <optgroup key={lesson} label={lesson}>
              {some.map(each => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <div className="pm-Actions">
        <button
          type="submit"
          className="pm-Button pm-mod-primary"
          data-testid="pm-create"
        >
          {trans.__('Create')}
        </button>
        <button type="button" className="pm-Button" onClick={() => workshop.closeForm()}>
          {trans.__('Cancel')}
        </button>
      </div>
    </form>
  );
}

/** Skills under the lessons that teach them, in teaching order. */
function byLesson(skills: SkillChoice[]): [string, SkillChoice[]][] {
  const lessons = new Map<string, SkillChoice[]>();
  for (const skill of skills) {
    const key = `${skill.section}: ${skill.lesson}`;
    lessons.set(key, [...(lessons.get(key) ?? []), skill]);
  }
  return [...lessons];
}
