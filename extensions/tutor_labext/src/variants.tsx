/** What answers say of each variant of a version; which one differs from the others is flagged. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { VariantAnalysis, VersionAnalysis } from './analysis_contract';
import { percent } from './texts';

const UNTOLD = '–';

export function Variants(props: {
  trans: TranslationBundle;
  version: VersionAnalysis;
}): JSX.Element {
  const { trans, version } = props;
  const label = trans.__('Variants of version %1', version.version);
  return (
    <>
      <p className="pm-Quiet">
        {trans.__(
          'Variants, numbered by their seed, by what learners had at their first try. Easier or harder: the first tries differ from those of all other variants by more than chance explains (Fisher, Holm, 5%).'
        )}
      </p>
      <div className="pm-Items" tabIndex={0} role="group" aria-label={label}>
        <table className="pm-Variants" data-testid="pm-variants">
          <thead>
            <tr>
              <th scope="col">{trans.__('Variant')}</th>
              <th scope="col">{trans.__('Learners')}</th>
              <th scope="col">{trans.__('First try')}</th>
              <th scope="col">{trans.__('Minutes')}</th>
              <th scope="col">{trans.__('Hints')}</th>
            </tr>
          </thead>
          <tbody>
            {version.variants.map(one => (
              <Row key={one.variant} trans={trans} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row(props: { trans: TranslationBundle; one: VariantAnalysis }): JSX.Element {
  const { trans, one } = props;
  const { first_try, minutes, hints } = one;
  return (
    <tr>
      <th scope="row">
        {one.variant}
        {one.differs && (
          <span className="pm-Flag">
            {one.differs === 'easier' ? trans.__('easier') : trans.__('harder')}
          </span>
        )}
      </th>
      <td>{one.learners}</td>
      <td>
        {first_try ? percent(first_try.value) : UNTOLD}
        {first_try && (
          <span className="pm-Quiet pm-Interval">
            {percent(first_try.low)}–{percent(first_try.high)}
          </span>
        )}
      </td>
      <td>{minutes ? minutes.middle.toFixed(1) : UNTOLD}</td>
      <td>{hints ? percent(hints.value) : UNTOLD}</td>
    </tr>
  );
}
