/** What builds on what, as a drawing of the service, in a tab of its own. */

import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import { type Surroundings, TutorContext, useTutor } from './context';
import { asFailure } from './failure';
import { mapIcon } from './icons';

export const MAP_ID = 'pythonmastery-map';

function SkillMap(): JSX.Element {
  const { trans } = useTutor();
  const { url, problem, reload } = useDrawing();
  const label = trans.__('Skill map');
  return (
    <section
      className="pm-Progress-body pm-mod-map"
      aria-labelledby="pm-map-title"
      data-testid="pm-map"
      aria-busy={!url && !problem}
    >
      <h2 id="pm-map-title">{label}</h2>
      <p className="pm-Quiet">
        {trans.__(
          'A row is a lesson. An arrow leads from a skill to one that builds on it. A bar is your mastery, a tick means mastered, a dashed box is extra.'
        )}
      </p>
      <div role="status">
        {problem ? <p>{problem}</p> : !url && <p>{trans.__('Loading…')}</p>}
      </div>
      {problem && (
        <button type="button" className="pm-Button" onClick={reload}>
          {trans.__('Try again')}
        </button>
      )}
      {url && (
        <div className="pm-Scroll" tabIndex={0} role="group" aria-label={label}>
          <img
            className="pm-Map"
            src={url}
            alt={trans.__(
              'The skills of the course in teaching order, a row for each lesson, with arrows to what builds on them. My progress tells the same lessons, skills and mastery in words.'
            )}
          />
        </div>
      )}
    </section>
  );
}

/** The drawing as an image's address, made anew after each result: its markup never joins the page. */
function useDrawing(): { url: string; problem: string; reload: () => void } {
  const { service, handIn } = useTutor().tutor;
  const [svg, setSvg] = React.useState('');
  const [url, setUrl] = React.useState('');
  const [problem, setProblem] = React.useState('');
  const reload = React.useCallback(() => {
    service.skillMap().then(
      found => {
        setSvg(found.svg);
        setProblem('');
      },
      (reason: unknown) => setProblem(asFailure(reason).message)
    );
  }, [service]);
  React.useEffect(() => {
    reload();
    handIn.answered.connect(reload);
    return () => {
      handIn.answered.disconnect(reload);
    };
  }, [handIn, reload]);
  React.useEffect(() => {
    if (!svg) {
      return;
    }
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return { url, problem, reload };
}

export class MapView extends ReactWidget {
  constructor(private readonly surroundings: Surroundings) {
    super();
    this.id = MAP_ID;
    this.addClass('pm-Progress');
    this.title.label = surroundings.trans.__('Skill map');
    this.title.icon = mapIcon;
    this.title.closable = true;
    this.node.tabIndex = -1;
  }

  protected render(): JSX.Element {
    return (
      <TutorContext.Provider value={this.surroundings}>
        <SkillMap />
      </TutorContext.Provider>
    );
  }

  protected onActivateRequest(): void {
    this.node.focus();
  }
}
