/** A field that finds a skill of the course by any part of its name or lesson. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { SkillChoice } from './author_contract';
import { onlySkillWith, skillOf } from './skill_names';

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
      typed && !found ? trans.__('Choose one of the skills in the list.') : ''
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
