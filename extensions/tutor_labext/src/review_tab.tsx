/** The reviewers' tab: who waits to be read, and one answer at a time. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { ClassTable } from './class_table';
import { reviewIcon } from './icons';
import { nameWords } from './name_words';
import { Person } from './person';
import type { ReviewRow } from './review_contract';
import { Sheet } from './review_sheet';
import type { Reviewing, ReviewingState } from './reviewing';
import { moment, points } from './texts';

export const REVIEW_ID = 'pythonmastery-review';

export interface Table {
  reviewing: Reviewing;
  trans: TranslationBundle;
}

export interface Laid extends Table {
  state: ReviewingState;
}

function Tab({ reviewing, trans }: Table): JSX.Element {
  const state = useReviewing(reviewing);
  return (
    <section
      className="pm-Progress-body pm-mod-review"
      aria-labelledby="pm-review-title"
      aria-busy={state.busy}
      data-testid="pm-review-tab"
    >
      <h2 id="pm-review-title">{trans.__('Review')}</h2>
      <p className="pm-Status" role="status" data-testid="pm-review-status">
        {state.notice}
      </p>
      {state.sheet ? (
        <Sheet key={state.sheet.submission_id} {...{ reviewing, trans, state }} />
      ) : (
        <Queue {...{ reviewing, trans, state }} />
      )}
    </section>
  );
}

function Queue({ reviewing, trans, state }: Laid): JSX.Element {
  const { rows, filter, awaiting, next } = state;
  return (
    <>
      <div className="pm-Filter pm-Form">
        <label>
          <span>{trans.__('Show')}</span>
          <select
            data-testid="pm-review-state"
            value={filter.state}
            onChange={event =>
              void reviewing.choose({
                state: event.target.value as typeof filter.state,
                problem_id: ''
              })
            }
          >
            <option value="awaiting">{trans.__('Answers that wait')}</option>
            <option value="reviewed">{trans.__('Answers already read')}</option>
          </select>
        </label>
        <label>
          <span>{trans.__('Problem')}</span>
          <select
            value={filter.problem_id}
            onChange={event => void reviewing.choose({ problem_id: event.target.value })}
          >
            <option value="">{trans.__('All problems')}</option>
            {problemsOf(rows, filter.problem_id).map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <p className="pm-Quiet" data-testid="pm-awaiting">
          {trans._n('%1 answer waits', '%1 answers wait', awaiting)}
        </p>
      </div>
      {rows.length ? (
        <Rows {...{ reviewing, trans, state }} />
      ) : (
        <p className="pm-Empty">{trans.__('Nothing is here to read.')}</p>
      )}
      <div className="pm-Actions">
        {next !== null && (
          <button
            type="button"
            className="pm-Button"
            onClick={() => void reviewing.more()}
          >
            {trans.__('More')}
          </button>
        )}
        <button type="button" className="pm-Button" onClick={() => void reviewing.load()}>
          {trans.__('Look again')}
        </button>
      </div>
    </>
  );
}

function Rows({ reviewing, trans, state }: Laid): JSX.Element {
  const waits = state.filter.state === 'awaiting';
  return (
    <ClassTable
      label={trans.__('Answers')}
      columns={[
        trans.__('Learner'),
        trans.__('Problem'),
        trans.__('Handed in'),
        trans.__('Points')
      ]}
      rows={state.rows.map(row => ({
        id: row.submission_id,
        head: (
          <button
            type="button"
            className="pm-Link"
            aria-label={trans.__(
              'Read the answer of %1 to %2',
              nameWords(row.learner),
              row.title
            )}
            onClick={() => void reviewing.open(row.submission_id)}
          >
            <Person name={row.learner} />
          </button>
        ),
        cells: [
          row.title,
          <time dateTime={row.at}>{moment(row.at)}</time>,
          `${waits ? '–' : points(row.score)}/${points(row.max_score)}`
        ]
      }))}
    />
  );
}

/** The problems of the rows at hand; the chosen one is always among them. */
function problemsOf(rows: ReviewRow[], chosen: string): [string, string][] {
  const titles = new Map(rows.map(row => [row.problem_id, row.title]));
  if (chosen && !titles.has(chosen)) {
    titles.set(chosen, chosen);
  }
  return [...titles].sort(([, a], [, b]) => a.localeCompare(b));
}

function useReviewing(reviewing: Reviewing): ReviewingState {
  const subscribe = React.useCallback(
    (draw: () => void) => {
      reviewing.changed.connect(draw);
      return () => {
        reviewing.changed.disconnect(draw);
      };
    },
    [reviewing]
  );
  return React.useSyncExternalStore(subscribe, () => reviewing.state);
}

export class ReviewTab extends ReactWidget {
  constructor(private readonly table: Table) {
    super();
    this.addClass('pm-Progress');
    this.title.label = table.trans.__('Review');
    this.title.icon = reviewIcon;
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    return <Tab {...this.table} />;
  }

  protected onActivateRequest(): void {
    this.node.focus();
  }
}
