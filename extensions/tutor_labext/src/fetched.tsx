/** What the service answers to a tab, the wait for it, and why it did not come. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { asFailure } from './failure';

export interface Fetched<T> {
  found: T | null;
  problem: string;
  reload: () => void;
}

/** Asks the service, and again at each `reload`. `ask` has to stay the same function. */
export function useFetched<T>(ask: () => Promise<T>): Fetched<T> {
  const [found, setFound] = React.useState<T | null>(null);
  const [problem, setProblem] = React.useState('');
  const newest = React.useRef(0);
  const reload = React.useCallback(() => {
    // Answers may come in another order than they were asked for.
    const mine = ++newest.current;
    ask().then(
      answer => {
        if (mine === newest.current) {
          setFound(answer);
          setProblem('');
        }
      },
      (reason: unknown) =>
        mine === newest.current && setProblem(asFailure(reason).message)
    );
  }, [ask]);
  React.useEffect(reload, [reload]);
  return { found, problem, reload };
}

interface Waited<T> {
  trans: TranslationBundle;
  fetched: Fetched<T>;
}

/** Says that it is being loaded, or why it is not there. */
export function Waiting<T>({ trans, fetched }: Waited<T>): JSX.Element {
  const { found, problem, reload } = fetched;
  return (
    <>
      <div role="status">
        {problem ? <p>{problem}</p> : !found && <p>{trans.__('Loading…')}</p>}
      </div>
      {problem && (
        <button type="button" className="pm-Button" onClick={reload}>
          {trans.__('Try again')}
        </button>
      )}
    </>
  );
}
