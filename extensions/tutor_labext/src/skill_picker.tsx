/** A field that finds a skill of the course by any part of its name or lesson. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { SkillChoice } from './author_contract';
import { onlySkillWith, skillOf, skillsWith } from './skill_names';

interface Picked {
  trans: TranslationBundle;
  skills: SkillChoice[];
  label: string;
  required?: boolean;
  /** Null while what is typed names no skill. */
  choose(skill: SkillChoice | null): void;
  /** Begin anew after each choice. */
  empties?: boolean;
}

export function SkillPicker(props: Picked): JSX.Element {
  const { trans, skills, label, required, choose, empties } = props;
  const [text, setText] = React.useState('');
  const field = React.useRef<HTMLInputElement>(null);
  const list = React.useId();
  const take = (typed: string) => {
    const found = skillOf(typed, skills);
    field.current?.setCustomValidity(
      typed && !found ? whichOne(typed, skills, trans) : ''
    );
    setText(found && empties ? '' : typed);
    choose(found);
  };
  return (
    <label>
      <span>{label}</span>
      <input
        ref={field}
        list={list}
        required={required}
        autoComplete="off"
        spellCheck={false}
        placeholder={trans.__('Type a part of its name')}
        value={text}
        onChange={event => take(event.target.value)}
        onBlur={() => {
          const meant = onlySkillWith(text, skills);
          if (meant) {
            take(meant.name);
          }
        }}
      />
      <datalist id={list}>
        {skills.map(({ id, name, section, lesson }) => (
          <option key={id} value={name}>{`${section}: ${lesson}`}</option>
        ))}
      </datalist>
    </label>
  );
}

/** More names than these are no help to choose from. */
const NAMED = 4;

/** What to do where the words name no skill, or more than one. */
function whichOne(
  typed: string,
  skills: SkillChoice[],
  trans: TranslationBundle
): string {
  const some = skillsWith(typed, skills).map(({ name }) => name);
  if (some.length === 0) {
    return trans.__(
      'No skill has these words in its name. Empty the field to see the list of all.'
    );
  }
  const named = some.slice(0, NAMED).join('; ');
  return trans._n(
    'Choose this skill from the list: %2.',
    '%1 skills have these words in their names; choose one, or type more: %2.',
    some.length,
    some.length > NAMED ? `${named}; …` : named
  );
}
