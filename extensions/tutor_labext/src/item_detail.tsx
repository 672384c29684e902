/** What answers say of one problem, version by version, and mistakes that no probe explains. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type {
  Estimate,
  ItemAnalysis,
  Mistake,
  VersionAnalysis
} from './analysis_contract';
import type { Insights } from './insights';
import { percent } from './texts';
import { Variants } from './variants';

interface Shown {
  insights: Insights;
  trans: TranslationBundle;
  item: ItemAnalysis;
}

export function ItemDetail({ insights, trans, item }: Shown): JSX.Element {
  const title = React.useRef<HTMLHeadingElement>(null);
  React.useEffect(() => title.current?.focus(), [item.problem_id]);
  return (
    <section
      className="pm-Item"
      aria-label={trans.__('Answers to %1', item.title)}
      data-testid="pm-item"
    >
      <div>
        <button
          type="button"
          className="pm-Button pm-mod-small"
          onClick={() => insights.close()}
        >
          {trans.__('All problems')}
        </button>
      </div>
      <h3 ref={title} tabIndex={-1}>
        {item.title}
      </h3>
      {!item.derived && (
        <div>
          <button
            type="button"
            className="pm-Button pm-mod-small"
            data-testid="pm-open-notebook"
            onClick={() => void insights.openNotebook()}
          >
            {trans.__('Open its notebook')}
          </button>
        </div>
      )}
      {!item.versions.length && <p>{trans.__('Nobody has answered it yet.')}</p>}
      {item.versions.map(version => (
        <Figures key={version.version} trans={trans} few={item.few} version={version} />
      ))}
      <Mistakes {...{ insights, trans, item }} />
    </section>
  );
}

function Figures(props: {
  trans: TranslationBundle;
  few: number;
  version: VersionAnalysis;
}): JSX.Element {
  const { trans, few, version } = props;
  const { first_try, hints, gave_up, minutes, discrimination } = version;
  const shares: [string, VersionAnalysis['hints']][] = [
    [trans.__('First try without a hint'), first_try],
    [trans.__('Asked for hints'), hints],
    [trans.__('Gave up'), gave_up]
  ];
  const missing = trans.__('too few answers');
  return (
    <div className="pm-Figures">
      <h4>
        {trans._n(
          'Version %2: %1 learner',
          'Version %2: %1 learners',
          version.learners,
          version.version
        )}
      </h4>
      <dl>
        {shares.map(([name, told]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              {told
                ? `${percent(told.value)} (${percent(told.low)}–${percent(told.high)})`
                : missing}
              <Of trans={trans} told={told} />
            </dd>
          </React.Fragment>
        ))}
        <dt>{trans.__('Minutes to the first try')}</dt>
        <dd>
          {minutes
            ? trans.__(
                '%1, half of them %2 to %3',
                minutes.middle.toFixed(1),
                minutes.low.toFixed(1),
                minutes.high.toFixed(1)
              )
            : missing}
          <Of trans={trans} told={minutes} />
        </dd>
        <dt>{trans.__('Discrimination')}</dt>
        <dd>
          {discrimination
            ? `${discrimination.mean.toFixed(1)} (${discrimination.low.toFixed(1)}–${discrimination.high.toFixed(1)})`
            : missing}
          <Of trans={trans} told={discrimination} />
        </dd>
      </dl>
      {version.learners < few && (
        <p className="pm-Quiet">
          {trans.__('Figures are shown from %1 learners on.', few)}
        </p>
      )}
      {version.variants.length > 0 && <Variants {...{ trans, version }} />}
    </div>
  );
}

function Of(props: {
  trans: TranslationBundle;
  told: Estimate | null;
}): JSX.Element | null {
  const { trans, told } = props;
  return told && <span className="pm-Quiet"> {trans.__('n = %1', told.n)}</span>;
}

function Mistakes({ insights, trans, item }: Shown): JSX.Element | null {
  if (!item.mistakes.length) {
    return null;
  }
  return (
    <div className="pm-Mistakes">
      <h4>{trans.__('Wrong answers that no probe explains')}</h4>
      <p className="pm-Quiet">
        {trans.__(
          'The code is the most common answer of several learners, without its comments. As a probe it says to the next one what you write for it.'
        )}
      </p>
      <ul>
        {item.mistakes.map((mistake, number) => (
          <li key={number} data-testid="pm-mistake">
            <p>
              {trans._n('%1 learner', '%1 learners', mistake.learners)}
              {'. '}
              {fails(mistake, trans)}
            </p>
            <pre
              className="pm-Printed"
              tabIndex={0}
              role="group"
              aria-label={trans.__('The answer')}
            >
              {codeOf(mistake)}
            </pre>
            <button
              type="button"
              className="pm-Button pm-mod-small"
              data-testid="pm-adopt"
              onClick={() => void insights.adopt(mistake)}
            >
              {trans.__('Put it into the notebook as a probe')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fails({ fails, raises }: Mistake, trans: TranslationBundle): string {
  const told = trans.__('Fails: %1.', fails.join('; '));
  return raises ? `${told} ${trans.__('Raises %1.', raises)}` : told;
}

/** The probe without the options above it. */
function codeOf({ probe }: Mistake): string {
  return probe
    .split('\n')
    .filter(line => !line.startsWith('#|'))
    .join('\n');
}
