/** What builds on what, as a drawing of the service, in a tab of its own. */

import * as React from 'react';
import { type Surroundings, useTutor } from './context';
import { Waiting } from './fetched';
import { mapIcon } from './icons';
import { OverviewTab, useKeptUp } from './overview_tab';

export const MAP_ID = 'pythonmastery-map';

function SkillMap(): JSX.Element {
  const { tutor, trans } = useTutor();
  const ask = React.useCallback(() => tutor.service.skillMap(), [tutor]);
  const fetched = useKeptUp(ask);
  const url = useImage(fetched.found?.svg ?? '');
  const label = trans.__('Skill map');
  return (
    <section
      className="pm-Progress-body pm-mod-map"
      aria-labelledby="pm-map-title"
      data-testid="pm-map"
      aria-busy={!url && !fetched.problem}
    >
      <h2 id="pm-map-title">{label}</h2>
      <p className="pm-Quiet">
        {trans.__(
          'A row is a lesson. An arrow leads from a skill to one that builds on it. A bar is your mastery, a tick means mastered, a dashed box is extra.'
        )}
      </p>
      <Waiting {...{ trans, fetched }} />
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

/** A drawing as an image's address: its markup never joins the page. */
function useImage(svg: string): string {
  const [url, setUrl] = React.useState('');
  React.useEffect(() => {
    if (!svg) {
      return;
    }
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url;
}

export function mapView(surroundings: Surroundings): OverviewTab {
  const label = surroundings.trans.__('Skill map');
  return new OverviewTab(surroundings, MAP_ID, label, mapIcon, SkillMap);
}
