/** Changes to the reference that no test notices, and that the author says are as good. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Finding } from './author_contract';
import { waiversOf } from './header';
import type { Bench } from './workshop_panel';

const MOST_WORDS = 300;

/** Waives the change of a finding, with a reason; or tells the reason that stands in the notebook. */
export function Waive(props: Bench & { finding: Finding }): JSX.Element | null {
  const { workshop, trans, finding } = props;
  const { waives } = finding;
  const [reason, setReason] = React.useState('');
  const known = waiversOf(workshop.state.manuscript?.header ?? {});
  const waived = known.find(({ mutant }) => mutant === waives);
  if (!waives) {
    return null;
  }
  if (waived) {
    return <p>{trans.__('Waived: %1', waived.reason)}</p>;
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    workshop.waive(waives, reason);
  };
  return (
    <details className="pm-Waive" data-testid="pm-waive">
      <summary>{trans.__('It changes nothing: waive it')}</summary>
      <form className="pm-Form" data-lm-suppress-shortcuts="true" onSubmit={submit}>
        <label>
          <span>{trans.__('Why is an answer with this change as good?')}</span>
          <textarea
            required
            rows={2}
            maxLength={MOST_WORDS}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </label>
        <div className="pm-Actions">
          <button
            type="submit"
            className="pm-Button pm-mod-small"
            disabled={!reason.trim()}
          >
            {trans.__('Waive')}
          </button>
        </div>
      </form>
    </details>
  );
}

/** What the notebook waives, each with its reason and a way back. */
export function Waived({ workshop, trans }: Bench): JSX.Element | null {
  const waived = waiversOf(workshop.state.manuscript?.header ?? {});
  if (!waived.length) {
    return null;
  }
  return (
    <details className="pm-Waive" data-testid="pm-waived">
      <summary>
        {trans._n('%1 waived change', '%1 waived changes', waived.length)}
      </summary>
      <ul className="pm-Findings">
        {waived.map(({ mutant, reason }, number) => (
          <li key={number}>
            <p>
              <code>{mutant}</code>
            </p>
            <p>{reason}</p>
            <TakeBack {...{ trans, mutant }} act={() => workshop.unwaive(mutant)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function TakeBack(props: {
  trans: TranslationBundle;
  mutant: string;
  act(): void;
}): JSX.Element {
  const { trans, mutant, act } = props;
  return (
    <button
      type="button"
      className="pm-Button pm-mod-small"
      aria-label={trans.__('Do not waive %1', mutant)}
      onClick={act}
    >
      {trans.__('Do not waive it')}
    </button>
  );
}
