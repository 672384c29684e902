/** What a problem says of itself: the metadata of its notebook as a form. */

import * as React from 'react';
import type { SkillChoice } from './author_contract';
import type { Policy } from './contract';
import { type About, aboutOf, headerOf } from './header';
import { KeyPieces } from './key_pieces';
import { POLICIES, policyLabel, policyWords } from './policies';
import { SkillPicker } from './skill_picker';
import type { Bench } from './workshop_panel';

interface Shown extends Bench {
  skills: SkillChoice[];
  header: Readonly<Record<string, unknown>>;
}

type Change = <K extends keyof About>(key: K, value: About[K]) => void;

export function AboutForm({ workshop, trans, skills, header }: Shown): JSX.Element {
  const [about, setAbout] = React.useState(() => aboutOf(header));
  const id = React.useId();
  const change: Change = (key, value) => setAbout({ ...about, [key]: value });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    workshop.describe(headerOf(about, header));
  };
  const number = (key: 'band' | 'b' | 'minutes', label: string, ends: number[]) => (
    <label>
      <span>{label}</span>
      <input
        type="number"
        required
        min={ends[0]}
        max={ends[1]}
        step={key === 'b' ? 0.1 : 1}
        value={about[key]}
        onChange={event => change(key, event.target.value)}
      />
    </label>
  );
  return (
    <form
      className="pm-Form"
      aria-labelledby={id}
      data-testid="pm-about-form"
      data-lm-suppress-shortcuts="true"
      onSubmit={submit}
    >
      <h4 id={id}>{trans.__('About this problem')}</h4>
      <label>
        <span>{trans.__('Title')}</span>
        <input
          required
          maxLength={80}
          value={about.title}
          onChange={event => change('title', event.target.value)}
        />
      </label>
      <label>
        <span>{trans.__('Setting of the story')}</span>
        <input
          required
          maxLength={80}
          value={about.context}
          onChange={event => change('context', event.target.value)}
        />
      </label>
      <Skills
        {...{ workshop, trans, skills }}
        label={trans.__('Skills that it practises')}
        add={trans.__('Add a skill that it practises')}
        chosen={about.primary}
        change={some => change('primary', some)}
      />
      <Skills
        {...{ workshop, trans, skills }}
        label={trans.__('Skills that it also needs')}
        add={trans.__('Add a skill that it also needs')}
        chosen={about.secondary}
        change={some => change('secondary', some)}
      />
      <KeyPieces
        trans={trans}
        pieces={about.keys}
        change={keys => change('keys', keys)}
      />
      <div className="pm-Form-row">
        {number('band', trans.__('Band'), [1, 5])}
        {number('b', trans.__('Difficulty'), [-6, 6])}
        {number('minutes', trans.__('Minutes'), [1, 240])}
      </div>
      <label>
        <span>{trans.__('Tutor on this problem')}</span>
        <select
          value={about.tutor}
          aria-describedby={`${id}-tutor`}
          onChange={event => change('tutor', event.target.value as Policy)}
        >
          {[...POLICIES].reverse().map(each => (
            <option key={each} value={each}>
              {policyLabel(each, trans)}
            </option>
          ))}
        </select>
      </label>
      <p className="pm-Quiet" id={`${id}-tutor`}>
        {policyWords(about.tutor, trans)} {trans.__('The course may allow less.')}
      </p>
      <div className="pm-Actions">
        <button
          type="submit"
          className="pm-Button pm-mod-primary"
          data-testid="pm-describe"
          disabled={!about.primary.length}
        >
          {trans.__('Take over')}
        </button>
        <button
          type="button"
          className="pm-Button"
          onClick={() => void workshop.toggleAbout()}
        >
          {trans.__('Cancel')}
        </button>
      </div>
    </form>
  );
}

interface Chosen extends Pick<Shown, 'workshop' | 'trans' | 'skills'> {
  label: string;
  add: string;
  chosen: string[];
  change(chosen: string[]): void;
}

function Skills({ trans, skills, label, add, chosen, change }: Chosen): JSX.Element {
  const nameOf = (id: string) => skills.find(each => each.id === id)?.name ?? id;
  return (
    <div className="pm-Chosen" role="group" aria-label={label}>
      <span>{label}</span>
      {chosen.length > 0 && (
        <ul>
          {chosen.map(id => (
            <li key={id}>
              {nameOf(id)}
              <button
                type="button"
                className="pm-Button pm-mod-small"
                aria-label={trans.__('Remove %1', nameOf(id))}
                onClick={() => change(chosen.filter(each => each !== id))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <SkillPicker
        {...{ trans }}
        skills={skills.filter(({ id }) => !chosen.includes(id))}
        label={add}
        empties
        choose={skill => skill && change([...chosen, skill.id])}
      />
    </div>
  );
}
