/** What answers say of each problem of the course. */

import * as React from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Item } from './author_contract';
import type { Insights } from './insights';
import { ItemDetail } from './item_detail';
import { useWatched } from './watched';

interface Shown {
  insights: Insights;
  trans: TranslationBundle;
}

/** The table, or one problem of it, while it is open. */
export function Items({ insights, trans }: Shown): JSX.Element {
  const { items, item, notice } = useWatched(insights);
  const [words, setWords] = React.useState('');
  return (
    <>
      <p className="pm-Status" role="status" data-testid="pm-insights-status">
        {notice}
      </p>
      {item ? (
        <ItemDetail {...{ insights, trans, item }} />
      ) : (
        items && (
          <>
            <Search {...{ trans, words, setWords }} />
            <ItemTable {...{ insights, trans }} items={found(items, words)} />
          </>
        )
      )}
    </>
  );
}

function Search(props: {
  trans: TranslationBundle;
  words: string;
  setWords(words: string): void;
}): JSX.Element {
  return (
    <div className="pm-Form">
      <label>
        <span>{props.trans.__('Find a problem')}</span>
        <input
          type="search"
          value={props.words}
          onChange={event => props.setWords(event.target.value)}
        />
      </label>
    </div>
  );
}

/** Those whose title or id holds each of some words. */
function found(items: Item[], words: string): Item[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return items.filter(({ title, problem_id }) => {
    const text = `${title} ${problem_id}`.toLowerCase();
    return wanted.every(word => text.includes(word));
  });
}

function ItemTable({ insights, trans, items }: Shown & { items: Item[] }): JSX.Element {
  const label = trans.__('How problems do');
  return (
    <div className="pm-Items" tabIndex={0} role="group" aria-label={label}>
      <table>
        <caption>
          {trans.__(
            'First tries without a hint, as of the last calibration. Harder problems have a higher difficulty; a discrimination near 0 hardly tells who can.'
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{trans.__('Problem')}</th>
            <th scope="col">{trans.__('First try')}</th>
            <th scope="col">{trans.__('Difficulty')}</th>
            <th scope="col">
              <abbr title={trans.__('Discrimination')}>{trans.__('Discr.')}</abbr>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={item.problem_id}>
              <th scope="row">
                <button
                  type="button"
                  className="pm-Link"
                  onClick={() => void insights.open(item.problem_id)}
                >
                  {item.title}
                </button>
                {item.flag && <span className="pm-Flag">{item.flag}</span>}
              </th>
              <td>{trans.__('%1 of %2', item.wins, item.answers)}</td>
              <td>
                {item.difficulty.toFixed(1)} ± {item.difficulty_sd.toFixed(1)}
              </td>
              <td>{item.answers ? item.discrimination.toFixed(1) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
