/** One learner in the class's tab: what is believed, how sure that is, and on what evidence. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Answers } from './answers';
import type {
  Beliefs,
  LearnerBehaviour,
  LearnerOutlook,
  SkillBelief
} from './class_contract';
import { ClassTable } from './class_table';
import type { Http } from './http';
import { dateTag } from './language';
import { nameWords } from './name_words';
import { Person } from './person';
import { SIGNALS, signalWords } from './signals';
import { certaintyWords, percent } from './texts';

interface One {
  http: Http;
  trans: TranslationBundle;
  outlook: LearnerOutlook;
  skills: SkillBelief[];
  serves: Beliefs['serves'];
  behaviour?: LearnerBehaviour;
  teaches: boolean;
  back: () => void;
}

export function ClassLearner(props: One): JSX.Element {
  const { http, trans, outlook, skills, serves, behaviour, teaches, back } = props;
  const title = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => title.current?.focus(), []);
  const tried = skills.filter(each => each.evidence > 0 || each.last_evidence);
  return (
    <>
      <div>
        <button type="button" className="pm-Button pm-mod-small" onClick={back}>
          {trans.__('All learners')}
        </button>
      </div>
      <div className="pm-Block">
        <h3 ref={title} tabIndex={-1}>
          <Person name={outlook.learner} />
        </h3>
        <p>
          {outlook.at_risk && <strong>{trans.__('At risk.')} </strong>}
          {outlook.reason}
        </p>
        {behaviour && <p>{manner(behaviour, trans)}</p>}
        <p className="pm-Quiet">
          {trans.__(
            'Mastery is the chance on a demanding problem, with the range that holds it 95 times in 100. Skills without evidence are left out: %1 of %2.',
            skills.length - tried.length,
            skills.length
          )}{' '}
          {serves === 'logistic'
            ? trans.__(
                'The chance of a first try on a problem is told by the logistic layer on top of these beliefs; choices go by the beliefs.'
              )
            : trans.__(
                'The chance of a first try on a problem is told by these beliefs.'
              )}
        </p>
      </div>
      <ClassTable
        label={trans.__('What is believed of %1', nameWords(outlook.learner))}
        columns={[
          trans.__('Skill'),
          trans.__('Mastery'),
          trans.__('Range'),
          trans.__('Evidence'),
          trans.__('Last')
        ]}
        rows={tried.map(each => ({
          id: each.skill,
          head: each.name,
          cells: [
            `${percent(each.mastery)}${each.mastered ? ` · ${trans.__('mastered')}` : ''}`,
            `${range(each)} · ${certaintyWords(each.certainty, trans)}`,
            trans.__(
              '%1 of %2 first tries · attempts: %3, hints: %4',
              each.wins,
              each.evidence,
              each.attempts,
              each.hints
            ),
            day(each.last_evidence)
          ]
        }))}
      />
      <Answers {...{ http, trans, teaches, learner: outlook.learner }} />
    </>
  );
}

/** How often each rule of behaviour was met; rules that were not are left out. */
function manner(
  { attempts, signals }: LearnerBehaviour,
  trans: TranslationBundle
): string {
  const met = SIGNALS.filter(each => signals[each] > 0);
  return met.length === 0
    ? trans._n(
        'Nothing particular was seen in %1 attempt.',
        'Nothing particular was seen in %1 attempts.',
        attempts
      )
    : trans._n(
        'Seen in %1 attempt: %2. This says what happened, not why.',
        'Seen in %1 attempts: %2. This says what happened, not why.',
        attempts,
        met
          .map(each => `${signalWords(each, signals[each], trans)} (${signals[each]})`)
          .join(', ')
      );
}

/** The mean in logits, moved by 1.96 of its spread, on the scale of the mastery that is shown. */
function range({ mastery, sd }: SkillBelief): string {
  const held = Math.min(0.999, Math.max(0.001, mastery));
  // The shown chance is drawn towards one half by the spread: MacKay 1992.
  const z = Math.log(held / (1 - held)) * Math.sqrt(1 + (Math.PI / 8) * sd * sd);
  const at = (logit: number) => percent(1 / (1 + Math.exp(-logit)));
  return `${at(z - 1.96 * sd)}–${at(z + 1.96 * sd)}`;
}

function day(time: string | null): string {
  return time
    ? new Date(time).toLocaleDateString(dateTag(), { dateStyle: 'medium' })
    : '–';
}
