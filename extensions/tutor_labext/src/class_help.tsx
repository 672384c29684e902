/** Whether the tutor helps, in the class's tab: one sentence, then the figures it rests on. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ClassHelp } from './class_contract';
import { ClassTable } from './class_table';
import { type Fetched, Waiting } from './fetched';
import {
  differenceTold,
  givenWords,
  groupName,
  groupWords,
  reading,
  shareTold,
  tellsAnything,
  timeTold,
  type Told
} from './help_words';
import { dateTag } from './language';

interface Shown {
  fetched: Fetched<ClassHelp>;
  trans: TranslationBundle;
}

export function TutorEffect({ fetched, trans }: Shown): JSX.Element {
  const { found } = fetched;
  const id = React.useId();
  return (
    <section
      className="pm-Block"
      aria-labelledby={id}
      aria-busy={!found && !fetched.problem}
      data-testid="pm-class-help"
    >
      <h3 id={id}>{trans.__('Does the tutor help?')}</h3>
      {found && (
        <>
          <p>
            <strong>{reading(found, trans)}</strong>
          </p>
          {tellsAnything(found) && <Figures {...{ found, trans }} />}
          <p className="pm-Quiet">
            {trans.__(
              'A result is the next problem of the same skill: solved at the first try and without help, or not. Learners who are held out are helped too, but always in the usual style; they are one in twenty. So the difference is what the change of styles adds, not all that the tutor does. Nothing is told that rests on fewer than %1 results, and no learner is named.',
              found.least_n
            )}
          </p>
          <p className="pm-Quiet">
            {givenWords(found, trans)} {tokensWords(found, trans)}
          </p>
        </>
      )}
      <Waiting {...{ trans, fetched }} />
    </section>
  );
}

function Figures(props: { found: ClassHelp; trans: TranslationBundle }): JSX.Element {
  const { found, trans } = props;
  return (
    <>
      <ClassTable
        label={trans.__('What came of the help')}
        columns={[
          trans.__('Style'),
          trans.__('Next problem alone'),
          trans.__('Against held out'),
          trans.__('Time until solved')
        ]}
        rows={found.rows.map(({ group, unaided, difference, fixed_s }) => ({
          id: group,
          head: (
            <>
              {groupName(group, trans)}
              <span className="pm-Class-note">{groupWords(group, trans)}</span>
            </>
          ),
          cells: [
            <Cell key="unaided" told={shareTold(unaided, found.least_n, trans)} />,
            <Cell key="difference" told={differenceTold(difference, trans)} />,
            <Cell key="fixed" told={timeTold(fixed_s, found.least_n, trans)} />
          ]
        }))}
      />
      <p className="pm-Quiet">
        {trans.__(
          'Below each figure stands how many it rests on, and the range that holds it 95 times in 100. A difference is in points of 100; where its range holds 0, it may be chance.'
        )}
      </p>
    </>
  );
}

function Cell({ told }: { told: Told }): JSX.Element {
  return (
    <span>
      {told.figure}
      {told.rest && <span className="pm-Class-note">{told.rest}</span>}
    </span>
  );
}

function tokensWords({ tokens }: ClassHelp, trans: TranslationBundle): string {
  return tokens
    ? trans.__(
        'Gemini tokens today, of all courses together: %1 of %2.',
        tokens.used.toLocaleString(dateTag()),
        tokens.most.toLocaleString(dateTag())
      )
    : '';
}
