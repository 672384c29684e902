/** The authors' side panel: a new problem, the gate's findings, preview and publishing. */

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { Findings } from './findings';
import { ItemTable } from './items';
import { workshopIcon } from './icons';
import { DraftForm } from './draft_form';
import type { Workshop, WorkshopState } from './workshop';

export const WORKSHOP_ID = 'pythonmastery-workshop';

export interface Bench {
  workshop: Workshop;
  trans: TranslationBundle;
}

function Panel({ workshop, trans }: Bench): JSX.Element {
  const state = useWorkshop(workshop);
  const { manuscript, form, items } = state;
  return (
    <div className="pm-Panel-body">
      <div className="pm-Head">
        <div className="pm-Head-row">
          <h2>{trans.__('Workshop')}</h2>
          {!form && (
            <button
              type="button"
              className="pm-Button pm-mod-small"
              data-testid="pm-new"
              onClick={() => void workshop.openForm()}
            >
              {trans.__('New problem')}
            </button>
          )}
        </div>
        <p className="pm-Quiet">{trans.__('For instructors: write a problem')}</p>
        <div className="pm-Actions">
          <button
            type="button"
            className="pm-Button pm-mod-small"
            data-testid="pm-items"
            aria-expanded={items !== undefined}
            onClick={() => void workshop.toggleItems()}
          >
            {trans.__('How problems do')}
          </button>
        </div>
      </div>
      {items && <ItemTable {...{ workshop, trans, items }} />}
      {form && <DraftForm {...{ workshop, trans, skills: form.skills }} />}
      {!form && manuscript && <InFront {...{ workshop, trans, state }} />}
      {!form && !manuscript && (
        <p className="pm-Empty">
          {trans.__('Open the notebook of a problem of yours, or begin a new one.')}
        </p>
      )}
      <p className="pm-Status" role="status" data-testid="pm-workshop-status">
        {state.notice}
      </p>
      {!form && <LastReport {...{ workshop, trans, state }} />}
    </div>
  );
}

interface Shown extends Bench {
  state: WorkshopState;
}

function InFront({ workshop, trans, state }: Shown): JSX.Element {
  const { manuscript, running } = state;
  const id = React.useId();
  const button = (name: string, words: string, act: () => void, tone = '') => (
    <button
      type="button"
      className={`pm-Button ${tone}`}
      data-testid={`pm-${name}`}
      aria-disabled={running !== null}
      onClick={act}
    >
      {words}
    </button>
  );
  return (
    <section className="pm-Problem" aria-labelledby={id}>
      <p className="pm-Eyebrow">{trans.__('Your problem')}</p>
      <h3 id={id} className="pm-Problem-title">
        {manuscript?.mark.title || trans.__('Without a title')}
      </h3>
      <p className="pm-Facts">
        <code>{manuscript?.mark.id}</code>
      </p>
      <div className="pm-Actions">
        {button(
          'check',
          trans.__('Check'),
          () => void workshop.check(),
          'pm-mod-primary'
        )}
        {button(
          'preview',
          trans.__('Preview as a learner'),
          () => void workshop.preview()
        )}
        {button('publish', trans.__('Publish'), () => workshop.ask())}
      </div>
      {running !== null && <Running {...{ workshop, trans, state }} />}
      {state.asking && <Asking {...{ workshop, trans, state }} />}
    </section>
  );
}

/** How far the gate is, and the way out. */
function Running({ workshop, trans, state }: Shown): JSX.Element {
  const { step } = state;
  return (
    <div className="pm-Running" data-testid="pm-running">
      <progress
        aria-label={trans.__('Progress of the check')}
        max={step?.of ?? 1}
        value={step?.done}
      />
      <span className="pm-Quiet">
        {step
          ? trans.__('Step %1 of %2: %3', step.done + 1, step.of, step.name)
          : trans.__('Starting…')}
      </span>
      <button
        type="button"
        className="pm-Button pm-mod-small"
        data-testid="pm-cancel"
        onClick={() => workshop.cancel()}
      >
        {trans.__('Cancel')}
      </button>
    </div>
  );
}

function Asking({ workshop, trans }: Shown): JSX.Element {
  const version = workshop.fresh?.version ?? 1;
  return (
    <div className="pm-Asking" role="group" aria-label={trans.__('Publish')}>
      <p>
        {version > 1
          ? trans.__(
              'Learners get version %1 from then on. Who has the notebook keeps it; the new one is put beside it.',
              version
            )
          : trans.__('Every learner of this course may get it from then on.')}
      </p>
      <div className="pm-Actions">
        <button
          type="button"
          className="pm-Button pm-mod-primary"
          data-testid="pm-publish-now"
          onClick={() => void workshop.publish()}
        >
          {trans.__('Publish version %1', version)}
        </button>
        <button type="button" className="pm-Button" onClick={() => workshop.unask()}>
          {trans.__('Not now')}
        </button>
      </div>
    </div>
  );
}

function LastReport({ workshop, trans, state }: Shown): JSX.Element | null {
  const { manuscript, checked, running } = state;
  const last = manuscript && checked[manuscript.path];
  if (!last || running !== null) {
    return null;
  }
  return (
    <Findings
      {...{ workshop, trans, report: last.report, stale: workshop.fresh === null }}
    />
  );
}

function useWorkshop(workshop: Workshop): WorkshopState {
  const subscribe = React.useCallback(
    (draw: () => void) => {
      workshop.changed.connect(draw);
      return () => {
        workshop.changed.disconnect(draw);
      };
    },
    [workshop]
  );
  return React.useSyncExternalStore(subscribe, () => workshop.state);
}

export class WorkshopPanel extends ReactWidget {
  constructor(private readonly bench: Bench) {
    super();
    const name = bench.trans.__('Workshop');
    this.id = WORKSHOP_ID;
    this.addClass('pm-Panel');
    this.title.icon = workshopIcon;
    this.title.caption = name;
    this.title.closable = false;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', name);
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    return <Panel {...this.bench} />;
  }
}
