/** What one learner handed in, in the class's tab: the newest answers with their code. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Classmate, HandedIn } from './class_contract';
import { useFetched, Waiting } from './fetched';
import type { Http } from './http';
import { Printed } from './markdown';
import { moment, points, statusWords } from './texts';

/** The rest is in the learner's record; a page of a hundred programs helps nobody. */
const SHOWN = 20;

interface Shown {
  http: Http;
  trans: TranslationBundle;
  learner: string;
}

export function Answers({ http, trans, learner }: Shown): JSX.Element {
  const ask = React.useCallback(() => answersOf(http, learner), [http, learner]);
  const fetched = useFetched(ask);
  const { found } = fetched;
  return (
    <section
      className="pm-Block"
      aria-labelledby="pm-class-answers"
      data-testid="pm-answers"
    >
      <h3 id="pm-class-answers">{trans.__('Newest answers')}</h3>
      <Waiting {...{ trans, fetched }} />
      {found?.length === 0 && <p>{trans.__('Nothing was handed in yet.')}</p>}
      {found?.slice(0, SHOWN).map(each => (
        <Answer key={each.id} trans={trans} answer={each} />
      ))}
    </section>
  );
}

function Answer(props: { trans: TranslationBundle; answer: HandedIn }): JSX.Element {
  const { title, version, status, score, max_score, at, cells } = props.answer;
  return (
    <details className="pm-Details">
      <summary>
        <strong>{props.trans.__('%1, version %2', title, version)}</strong>{' '}
        {statusWords(status, props.trans)}, {points(score)}/{points(max_score)}{' '}
        <time className="pm-Quiet" dateTime={at}>
          {moment(at)}
        </time>
      </summary>
      {Object.entries(cells).map(([cell, source]) => (
        <Printed key={cell} text={source} label={cell} />
      ))}
    </details>
  );
}

/** Names stay out of addresses, which end up in logs: the class tells the id. */
async function answersOf(http: Http, learner: string): Promise<HandedIn[]> {
  const { learners } = await http.get<{ learners: Classmate[] }>('class');
  const id = learners.find(({ name }) => name === learner)?.id;
  if (id === undefined) {
    return [];
  }
  const { submissions } = await http.get<{ submissions: HandedIn[] }>(
    `class/${encodeURIComponent(id)}/submissions`
  );
  return submissions;
}
