/** What an author says of a new problem before it is written. */

import * as React from 'react';
import {
  DRAFT_KINDS,
  VALUE_KINDS,
  type DraftKind,
  type SkillChoice
} from './author_contract';
import { SkillPicker } from './skill_picker';
import { kindWords } from './texts';
import type { Bench } from './workshop_panel';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';

export function DraftForm(props: Bench & { skills: SkillChoice[] }): JSX.Element {
  const { workshop, trans, skills } = props;
  const [title, setTitle] = React.useState('');
  const [name, setName] = React.useState('');
  const [skill, setSkill] = React.useState<SkillChoice | null>(null);
  const [kind, setKind] = React.useState<DraftKind>('write_function');
  const first = React.useRef<HTMLInputElement>(null);
  const id = React.useId();
  React.useEffect(() => first.current?.focus(), []);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (skill) {
      void workshop.begin({
        title,
        kind,
        entry_point: name || 'answer',
        skill: skill.id
      });
    }
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
        <span>{trans.__('What learners do')}</span>
        <select value={kind} onChange={event => setKind(event.target.value as DraftKind)}>
          {DRAFT_KINDS.map(each => (
            <option key={each} value={each}>
              {kindWords(each, trans)}
            </option>
          ))}
        </select>
      </label>
      {!VALUE_KINDS.includes(kind) && (
        <label>
          <span>
            {kind === 'write_tests'
              ? trans.__('Function that the tests are about')
              : trans.__('Function that learners write')}
          </span>
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
      )}
      <SkillPicker
        {...{ trans, skills }}
        required
        label={trans.__('Skill that it practises')}
        choose={setSkill}
      />
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
