/** What one learner handed in, in the class's tab: the newest answers with their code. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Classmate, HandedIn, SignalledAnswer } from './class_contract';
import { useFetched, Waiting } from './fetched';
import type { Http } from './http';
import { Printed } from './markdown';
import { signalWords } from './signals';
import { moment, percent, points, statusWords } from './texts';

/** The rest is in the learner's record; a page of a hundred programs helps nobody. */
const SHOWN = 20;

interface Shown {
  http: Http;
  trans: TranslationBundle;
  learner: string;
  /** Signals of behaviour are for those who teach. */
  teaches: boolean;
}

interface Found {
  submissions: HandedIn[];
  signalled: SignalledAnswer[];
}

export function Answers({ http, trans, learner, teaches }: Shown): JSX.Element {
  const ask = React.useCallback(
    () => answersOf(http, learner, teaches),
    [http, learner, teaches]
  );
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
      {found?.submissions.length === 0 && <p>{trans.__('Nothing was handed in yet.')}</p>}
      {found?.submissions.slice(0, SHOWN).map(each => (
        <Answer
          key={each.id}
          trans={trans}
          answer={each}
          seen={found.signalled.find(({ id }) => id === each.id)}
        />
      ))}
    </section>
  );
}

interface One {
  trans: TranslationBundle;
  answer: HandedIn;
  seen?: SignalledAnswer;
}

function Answer({ trans, answer, seen }: One): JSX.Element {
  const { title, version, status, score, max_score, at, cells } = answer;
  return (
    <details className="pm-Details">
      <summary>
        <strong>{trans.__('%1, version %2', title, version)}</strong>{' '}
        {statusWords(status, trans)}, {points(score)}/{points(max_score)}{' '}
        <time className="pm-Quiet" dateTime={at}>
          {moment(at)}
        </time>
        {seen && <span className="pm-Quiet"> · {mannerOf(seen, trans)}</span>}
      </summary>
      {Object.entries(cells).map(([cell, source]) => (
        <Printed key={cell} text={source} label={cell} />
      ))}
    </details>
  );
}

/** What was seen of how an answer came about, and how much it moved the beliefs for it. */
function mannerOf(
  { signals, weight }: SignalledAnswer,
  trans: TranslationBundle
): string {
  const met = signals.map(each => signalWords(each, 1, trans)).join(', ');
  return weight === 1
    ? trans.__('seen: %1', met)
    : trans.__('seen: %1, so it counts %2', met, percent(weight));
}

/** Names stay out of addresses, which end up in logs: the class tells the id. */
async function answersOf(http: Http, learner: string, teaches: boolean): Promise<Found> {
  const { learners } = await http.get<{ learners: Classmate[] }>('class');
  const id = learners.find(({ name }) => name === learner)?.id;
  if (id === undefined) {
    return { submissions: [], signalled: [] };
  }
  const of = `class/${encodeURIComponent(id)}`;
  const [{ submissions }, { answers }] = await Promise.all([
    http.get<{ submissions: HandedIn[] }>(`${of}/submissions`),
    teaches
      ? http.get<{ answers: SignalledAnswer[] }>(`${of}/behaviour`)
      : { answers: [] }
  ]);
  return { submissions, signalled: answers };
}
