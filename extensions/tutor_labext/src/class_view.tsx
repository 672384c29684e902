/** The class as a tab of its own: who may need help and why, and what is believed of one learner. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import type {
  Beliefs,
  LearnerBehaviour,
  LearnerOutlook,
  SkillBelief
} from './class_contract';
import { asFailure } from './failure';
import type { Http } from './http';
import { progressIcon } from './icons';
import { mayLookAtBehaviour } from './rights';
import type { Store } from './state';
import { percent } from './texts';

export const CLASS_ID = 'pythonmastery-class';

interface Shown {
  http: Http;
  trans: TranslationBundle;
  store: Store;
}

interface Found {
  behaviour: LearnerBehaviour[];
  outlooks: LearnerOutlook[];
  beliefs: Beliefs;
}

function ClassOverview({ http, trans, store }: Shown): JSX.Element {
  const [found, setFound] = React.useState<Found | null>(null);
  const [problem, setProblem] = React.useState('');
  const [chosen, setChosen] = React.useState<string | null>(null);
  const load = React.useCallback(() => {
    setProblem('');
    Promise.all([
      http.get<{ learners: LearnerOutlook[] }>('class/outlook'),
      http.get<Beliefs>('class/beliefs'),
      mayLookAtBehaviour(store.state.me)
        ? http.get<{ learners: LearnerBehaviour[] }>('class/behaviour')
        : { learners: [] }
    ]).then(
      ([one, other, third]) =>
        setFound({
          outlooks: one.learners,
          beliefs: other,
          behaviour: third.learners
        }),
      reason => setProblem(asFailure(reason).message)
    );
  }, [http, store]);
  React.useEffect(load, [load]);
  const learner = found?.outlooks.find(each => each.learner === chosen);
  const skills =
    found?.beliefs.learners.find(each => each.learner === chosen)?.skills ?? [];
  return (
    <section
      className="pm-Progress-body"
      aria-labelledby="pm-class-title"
      aria-busy={!found && !problem}
      data-testid="pm-class"
    >
      <div className="pm-Head-row">
        <h2 id="pm-class-title">{trans.__('Class')}</h2>
        <button type="button" className="pm-Button pm-mod-small" onClick={load}>
          {trans.__('Look again')}
        </button>
      </div>
      <div role="status">
        {problem ? <p>{problem}</p> : !found && <p>{trans.__('Loading…')}</p>}
      </div>
      {found && !learner && (
        <Learners trans={trans} outlooks={found.outlooks} choose={setChosen} />
      )}
      {found && learner && (
        <Learner
          trans={trans}
          outlook={learner}
          skills={skills}
          serves={found.beliefs.serves}
          behaviour={found.behaviour.find(each => each.learner === chosen)}
          back={() => setChosen(null)}
        />
      )}
    </section>
  );
}

interface Listed {
  trans: TranslationBundle;
  outlooks: LearnerOutlook[];
  choose: (learner: string) => void;
}

function Learners({ trans, outlooks, choose }: Listed): JSX.Element {
  if (outlooks.length === 0) {
    return <p>{trans.__('Nobody has opened the course yet.')}</p>;
  }
  const label = trans.__('Learners of the class');
  return (
    <>
      <p className="pm-Quiet">
        {trans.__(
          'Those who may need help come first. A chance is a forecast from few answers: look before you act on it.'
        )}
      </p>
      <div className="pm-Class-table" tabIndex={0} role="group" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{trans.__('Learner')}</th>
              <th scope="col">{trans.__('Next lesson')}</th>
              <th scope="col">{trans.__('Why')}</th>
            </tr>
          </thead>
          <tbody>
            {outlooks.map(each => (
              <tr key={each.learner}>
                <th scope="row">
                  <button
                    type="button"
                    className="pm-Link"
                    onClick={() => choose(each.learner)}
                  >
                    {each.learner}
                  </button>
                  {each.at_risk && <span className="pm-Flag">{trans.__('at risk')}</span>}
                </th>
                <td>{each.lesson ?? trans.__('none left')}</td>
                <td>{each.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface One {
  trans: TranslationBundle;
  outlook: LearnerOutlook;
  skills: SkillBelief[];
  serves: Beliefs['serves'];
  behaviour?: LearnerBehaviour;
  back: () => void;
}

function Learner({ trans, outlook, skills, serves, behaviour, back }: One): JSX.Element {
  const title = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => title.current?.focus(), []);
  const label = trans.__('What is believed of %1', outlook.learner);
  const tried = skills.filter(each => each.evidence > 0 || each.last_evidence);
  return (
    <>
      <div>
        <button type="button" className="pm-Button pm-mod-small" onClick={back}>
          {trans.__('All learners')}
        </button>
      </div>
      <h3 ref={title} tabIndex={-1}>
        {outlook.learner}
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
          : trans.__('The chance of a first try on a problem is told by these beliefs.')}
      </p>
      <div className="pm-Class-table" tabIndex={0} role="group" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{trans.__('Skill')}</th>
              <th scope="col">{trans.__('Mastery')}</th>
              <th scope="col">{trans.__('Range')}</th>
              <th scope="col">{trans.__('Evidence')}</th>
              <th scope="col">{trans.__('Last')}</th>
            </tr>
          </thead>
          <tbody>
            {tried.map(each => (
              <tr key={each.skill}>
                <th scope="row">{each.name}</th>
                <td>
                  {percent(each.mastery)}
                  {each.mastered && ` · ${trans.__('mastered')}`}
                </td>
                <td>
                  {range(each)} · {each.certainty}
                </td>
                <td>
                  {trans.__(
                    '%1 of %2 first tries · attempts: %3, hints: %4',
                    each.wins,
                    each.evidence,
                    each.attempts,
                    each.hints
                  )}
                </td>
                <td>{day(each.last_evidence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** How often each rule of behaviour was met; rules that were not are left out. */
function manner(
  { attempts, signals }: LearnerBehaviour,
  trans: TranslationBundle
): string {
  const named: [string, string][] = [
    ['rapid_guess', trans.__('quick guesses')],
    ['same_failure', trans.__('the same failure again')],
    ['idle', trans.__('long pauses')],
    ['hint_abuse', trans.__('more hints than tries')],
    ['failed_streak', trans.__('several problems failed in a row')]
  ];
  const met = named.filter(([key]) => signals[key] > 0);
  return met.length === 0
    ? trans.__('Nothing particular was seen in %1 attempts.', attempts)
    : trans.__(
        'Seen in %1 attempts: %2. This says what happened, not why.',
        attempts,
        met.map(([key, name]) => `${name} (${signals[key]})`).join(', ')
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
  return time ? new Date(time).toLocaleDateString() : '–';
}

export class ClassView extends ReactWidget {
  constructor(private readonly shown: Shown) {
    super();
    this.id = CLASS_ID;
    this.addClass('pm-Progress');
    this.title.label = shown.trans.__('Class');
    this.title.icon = progressIcon;
    this.title.closable = true;
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    return <ClassOverview {...this.shown} />;
  }

  protected onActivateRequest(): void {
    this.node.focus();
  }
}
