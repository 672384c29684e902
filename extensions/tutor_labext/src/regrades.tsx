/** Grading again in the workshop: what could be, and the newest runs. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Card } from './parts';
import type { Outdated, Regrade } from './regrade_api';
import type { Regrading } from './regrading';
import { moment } from './texts';
import { useWatched } from './watched';

interface Shown {
  regrading: Regrading;
  trans: TranslationBundle;
}

export function Regrades({ regrading, trans }: Shown): JSX.Element | null {
  const { found, busy, notice } = useWatched(regrading);
  const status = (
    <p className="pm-Status" role="status" data-testid="pm-regrade-status">
      {notice}
    </p>
  );
  if (!found) {
    return status;
  }
  return (
    <Card title={trans.__('Grade again')} testId="pm-regrades">
      <p className="pm-Quiet">
        {trans.__(
          'After tests were mended: earlier answers are checked with the tests of today. Learners read of a result that changed, and what is believed of them follows.'
        )}
      </p>
      {status}
      <Waiting {...{ regrading, trans, busy, outdated: found.outdated }} />
      {found.jobs.length > 0 && (
        <ul className="pm-Runs" aria-label={trans.__('Runs')}>
          {found.jobs.map(job => (
            <Run key={job.id} {...{ regrading, trans, job }} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Waiting(props: Shown & { busy: boolean; outdated: Outdated[] }): JSX.Element {
  const { regrading, trans, busy, outdated } = props;
  if (!outdated.length) {
    return <p>{trans.__('Every answer was checked with the tests of today.')}</p>;
  }
  return (
    <>
      <ul className="pm-Runs" aria-label={trans.__('Answers checked with earlier tests')}>
        {outdated.map(each => (
          <li key={`${each.problem_id}/${each.version}`}>
            <div>
              <strong>{each.title}</strong>
              <p className="pm-Quiet">
                {trans._n(
                  '%1 answer to version %2',
                  '%1 answers to version %2',
                  each.answers,
                  each.version
                )}
              </p>
            </div>
            <button
              type="button"
              className="pm-Button pm-mod-small"
              aria-disabled={busy}
              aria-label={trans.__(
                'Grade answers to %1, version %2, again',
                each.title,
                each.version
              )}
              onClick={() => void regrading.start(each)}
            >
              {trans.__('Grade again')}
            </button>
          </li>
        ))}
      </ul>
      {outdated.length > 1 && (
        <div className="pm-Actions">
          <button
            type="button"
            className="pm-Button"
            data-testid="pm-regrade-all"
            aria-disabled={busy}
            onClick={() => void regrading.start(...outdated)}
          >
            {trans.__('Grade the whole class again')}
          </button>
        </div>
      )}
    </>
  );
}

function Run({ regrading, trans, job }: Shown & { job: Regrade }): JSX.Element {
  const { title, version, state, total, same, changed, not_judged: not } = job;
  const done = same + changed + not;
  return (
    <li data-testid="pm-run" data-state={state}>
      <div>
        <strong>{trans.__('%1, version %2', title, version)}</strong>{' '}
        <time className="pm-Quiet" dateTime={job.asked_at}>
          {moment(job.asked_at)}
        </time>
        {state === 'running' && (
          <progress
            aria-label={trans.__('Progress of grading %1 again', title)}
            max={Math.max(1, total)}
            value={done}
          />
        )}
        <p>
          {stateWords(job, trans)}{' '}
          {trans.__('%1 of %2 checked, %3 changed.', done, total, changed)}
          {not > 0 && ` ${trans.__('%1 could not be checked and stand.', not)}`}
        </p>
      </div>
      {state === 'running' && (
        <button
          type="button"
          className="pm-Button pm-mod-small"
          aria-label={trans.__('Cancel grading %1 again', title)}
          onClick={() => void regrading.cancel(job.id)}
        >
          {trans.__('Cancel')}
        </button>
      )}
    </li>
  );
}

function stateWords({ state }: Regrade, trans: TranslationBundle): string {
  switch (state) {
    case 'running':
      return trans.__('Running.');
    case 'cancelled':
      return trans.__('Cancelled.');
    case 'done':
      return trans.__('Done.');
  }
}
