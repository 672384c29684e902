/** The authors' side panel: a new problem, the gate's findings, preview and publishing. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Findings } from './findings';
import { AboutForm } from './about_form';
import { Changes } from './comparison';
import type { Insights } from './insights';
import { Items } from './items';
import type { Regrading } from './regrading';
import { Regrades } from './regrades';
import { SidePanel } from './side_panel';
import { TrialCard } from './trial';
import { useWatched } from './watched';
import { workshopIcon } from './icons';
import { DraftForm } from './draft_form';
import type { Workshop } from './workshop';
import type { WorkshopState } from './workshop_state';
import type { Comparison } from './analysis_contract';

export const WORKSHOP_ID = 'pythonmastery-workshop';

export interface Bench {
  workshop: Workshop;
  insights: Insights;
  regrading: Regrading;
  trans: TranslationBundle;
}

function Panel(bench: Bench): JSX.Element {
  const { workshop, trans } = bench;
  const state = useWatched(workshop);
  const { manuscript, form } = state;
  return (
    <div className="pm-Panel-body">
      <Head {...bench} form={form !== undefined} />
      <Items {...bench} />
      <Regrades {...bench} />
      {form && <DraftForm {...bench} skills={form.skills} />}
      {!form && manuscript && <InFront {...bench} state={state} />}
      <p className="pm-Status" role="status" data-testid="pm-workshop-status">
        {state.notice}
      </p>
      {!form && !manuscript && (
        <p className="pm-Empty">
          {trans.__('Open the notebook of a problem of yours, or begin a new one.')}
        </p>
      )}
      {!form && <LastReport {...bench} state={state} />}
      {!form && state.earlier && <Earlier {...bench} state={state} />}
    </div>
  );
}

function Head(props: Bench & { form: boolean }): JSX.Element {
  const { workshop, insights, regrading, trans, form } = props;
  const { items } = useWatched(insights);
  const { found } = useWatched(regrading);
  return (
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
          onClick={() => void insights.toggleItems()}
        >
          {trans.__('How problems do')}
        </button>
        <button
          type="button"
          className="pm-Button pm-mod-small"
          data-testid="pm-grade-again"
          aria-expanded={found !== undefined}
          onClick={() => void regrading.toggle()}
        >
          {trans.__('Grade again')}
        </button>
      </div>
    </div>
  );
}

interface Shown extends Bench {
  state: WorkshopState;
}

function InFront(bench: Shown): JSX.Element {
  const { workshop, insights, trans, state } = bench;
  const { manuscript, running, about, variant } = state;
  const { trial, busy } = useWatched(insights);
  const id = React.useId();
  const button = (name: string, words: string, act: () => void, tone = '') => (
    <button
      type="button"
      className={`pm-Button ${tone}`}
      data-testid={`pm-${name}`}
      aria-disabled={running !== null || busy}
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
          manuscript?.variants
            ? trans.__('Preview variant %1', variant)
            : trans.__('Preview as a learner'),
          () => void workshop.preview(variant)
        )}
        {manuscript?.generator &&
          button(
            'values',
            trans.__('Write the values'),
            () => void workshop.writeValues()
          )}
        {button('try', trans.__('Try at a mastery'), () => void insights.tryOut())}
        {button('about', trans.__('About'), () => void workshop.toggleAbout())}
        {button('publish', trans.__('Publish'), () => void workshop.ask())}
      </div>
      {running !== null && <Running {...bench} />}
      {about && manuscript && (
        <AboutForm {...bench} skills={about.skills} header={manuscript.header} />
      )}
      {trial && !state.asking && <TrialCard trans={trans} trial={trial} />}
      {state.asking && <Asking {...bench} asking={state.asking} />}
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

function Asking(props: Shown & { asking: Comparison }): JSX.Element {
  const { workshop, trans, asking } = props;
  const version = workshop.fresh?.version ?? 1;
  return (
    <div className="pm-Asking" role="group" aria-label={trans.__('Publish')}>
      <Changes trans={trans} found={asking} />
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

function LastReport(bench: Shown): JSX.Element | null {
  const { workshop, state } = bench;
  const { manuscript, checked, running } = state;
  const last = manuscript && checked[manuscript.path];
  if (!last || running !== null) {
    return null;
  }
  return <Findings {...bench} report={last.report} stale={workshop.fresh === null} />;
}

/** After publishing: answers to the version before may be checked with the new tests. */
function Earlier({ workshop, regrading, trans, state }: Shown): JSX.Element | null {
  const { earlier } = state;
  if (!earlier) {
    return null;
  }
  return (
    <div className="pm-Asking" role="group" aria-label={trans.__('Grade again')}>
      <p data-testid="pm-earlier">
        {trans._n(
          '%1 answer was checked with the tests of version %2. Check it with the new ones?',
          '%1 answers were checked with the tests of version %2. Check them with the new ones?',
          earlier.answers,
          earlier.version
        )}
      </p>
      <div className="pm-Actions">
        <button
          type="button"
          className="pm-Button pm-mod-primary"
          data-testid="pm-regrade-now"
          onClick={() => {
            workshop.leaveEarlier();
            void regrading.start(earlier);
          }}
        >
          {trans.__('Grade again')}
        </button>
        <button
          type="button"
          className="pm-Button"
          onClick={() => workshop.leaveEarlier()}
        >
          {trans.__('Leave them')}
        </button>
      </div>
    </div>
  );
}

export class WorkshopPanel extends SidePanel {
  constructor(private readonly bench: Bench) {
    super(WORKSHOP_ID, bench.trans.__('Workshop'), workshopIcon);
  }

  protected render(): JSX.Element {
    return <Panel {...this.bench} />;
  }
}
