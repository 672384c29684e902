/** What the overviews of a learner share: a tab, what is asked of the service, and the wait for it. */

import { type LabIcon, ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { type Surroundings, TutorContext, useTutor } from './context';
import { asFailure } from './failure';

export interface Fetched<T> {
  found: T | null;
  problem: string;
  reload: () => void;
}

/** What the service answers, asked again after each result. `ask` has to stay the same function. */
export function useFetched<T>(ask: () => Promise<T>): Fetched<T> {
  const { handIn } = useTutor().tutor;
  const [found, setFound] = React.useState<T | null>(null);
  const [problem, setProblem] = React.useState('');
  const reload = React.useCallback(() => {
    ask().then(
      answer => {
        setFound(answer);
        setProblem('');
      },
      (reason: unknown) => setProblem(asFailure(reason).message)
    );
  }, [ask]);
  React.useEffect(() => {
    reload();
    handIn.answered.connect(reload);
    return () => {
      handIn.answered.disconnect(reload);
    };
  }, [handIn, reload]);
  return { found, problem, reload };
}

/** Says that it is being loaded, or why it is not there. */
export function Waiting<T>({ found, problem, reload }: Fetched<T>): JSX.Element {
  const { trans } = useTutor();
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

export class OverviewTab extends ReactWidget {
  constructor(
    private readonly surroundings: Surroundings,
    id: string,
    label: string,
    icon: LabIcon,
    private readonly content: () => JSX.Element
  ) {
    super();
    this.id = id;
    this.addClass('pm-Progress');
    this.title.label = label;
    this.title.icon = icon;
    this.title.closable = true;
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    const { content: Content } = this;
    return (
      <TutorContext.Provider value={this.surroundings}>
        <Content />
      </TutorContext.Provider>
    );
  }

  protected onActivateRequest(): void {
    this.node.focus();
  }
}
