/** What the overviews of a learner share: a tab, and an answer that keeps up with their results. */

import { type LabIcon, ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { type Surroundings, TutorContext, useTutor } from './context';
import { type Fetched, useFetched } from './fetched';

/** What the service answers, asked again after each result. `ask` has to stay the same function. */
export function useKeptUp<T>(ask: () => Promise<T>): Fetched<T> {
  const { handIn } = useTutor().tutor;
  const fetched = useFetched(ask);
  const { reload } = fetched;
  React.useEffect(() => {
    handIn.answered.connect(reload);
    return () => {
      handIn.answered.disconnect(reload);
    };
  }, [handIn, reload]);
  return fetched;
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
