/** What publishing would change: cells with their text diff, the header, and for whom. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CellChange, Comparison, Fact, LineView } from './analysis_contract';
import { points } from './texts';

interface Shown {
  trans: TranslationBundle;
  found: Comparison;
}

export function Changes({ trans, found }: Shown): JSX.Element {
  const { version, cells, facts, points_before: before, points_after: after } = found;
  const id = React.useId();
  return (
    <div className="pm-Changes" data-testid="pm-changes">
      <Effect {...{ trans, found }} />
      <h4 id={id}>
        {version === null
          ? trans.__('Everything is new')
          : trans.__('Changes to version %1', version)}
      </h4>
      <p>{summary(found, trans)}</p>
      {version !== null && before !== after && (
        <p>{trans.__('Points: %1 instead of %2.', points(after), points(before))}</p>
      )}
      {version !== null && facts.length > 0 && <Facts {...{ trans, facts }} />}
      {version !== null && cells.length > 0 && (
        <ul className="pm-Changes-cells" aria-labelledby={id}>
          {cells.map(cell => (
            <li key={`${cell.change} ${cell.name}`}>
              <Cell {...{ trans, cell }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many of each course it reaches. */
function Effect({ trans, found }: Shown): JSX.Element | null {
  const { version, courses } = found;
  if (version === null) {
    return null;
  }
  const label = trans.__('Whom it reaches');
  return (
    <div className="pm-Scroll" tabIndex={0} role="group" aria-label={label}>
      <table className="pm-Table pm-Reach" data-testid="pm-reach">
        <caption className="pm-Quiet">
          {trans.__(
            'Whom it reaches: learners who have it open, solved it, or failed so far'
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{trans.__('Course')}</th>
            <th scope="col">{trans.__('Open')}</th>
            <th scope="col">{trans.__('Solved')}</th>
            <th scope="col">{trans.__('Failed')}</th>
            <th scope="col">{trans.__('Learners')}</th>
          </tr>
        </thead>
        <tbody>
          {courses.map(each => (
            <tr key={each.course}>
              <th scope="row">{each.course}</th>
              <td>{each.open}</td>
              <td>{each.solved}</td>
              <td>{each.failed}</td>
              <td>{each.learners}</td>
            </tr>
          ))}
          {!courses.length && (
            <tr>
              <td colSpan={5}>{trans.__('Nobody learns in a course yet.')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  trans,
  cell
}: {
  trans: TranslationBundle;
  cell: CellChange;
}): JSX.Element {
  const { change, role, name, facts, lines } = cell;
  const label = trans.__('Text of %1', name);
  return (
    <details open={lines.length <= 40} data-change={change}>
      <summary>
        <strong>{name}</strong>{' '}
        <span className="pm-Quiet">
          {changeWords(change, trans)} · {role}
        </span>
      </summary>
      {facts.length > 0 && <Facts {...{ trans, facts }} />}
      {lines.length > 0 && (
        <pre className="pm-Diff" tabIndex={0} role="group" aria-label={label}>
          {lines.map((line, number) => (
            <Line key={number} {...{ trans, line }} />
          ))}
        </pre>
      )}
    </details>
  );
}

/** A line with a sign, so that it can be told without its colour; read out as a word. */
function Line({
  trans,
  line
}: {
  trans: TranslationBundle;
  line: LineView;
}): JSX.Element {
  const { kind, text } = line;
  const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' };
  const words = {
    same: '',
    added: trans.__('added'),
    removed: trans.__('removed'),
    gap: trans.__('lines left out')
  };
  return (
    <span className="pm-Diff-line" data-kind={kind}>
      <span aria-hidden="true">{signs[kind]} </span>
      {words[kind] && <span className="pm-Unseen">{words[kind]}: </span>}
      {text}
      {'\n'}
    </span>
  );
}

function Facts({
  trans,
  facts
}: {
  trans: TranslationBundle;
  facts: Fact[];
}): JSX.Element {
  return (
    <ul className="pm-Facts-list">
      {facts.map(({ name, before, after }) => (
        <li key={name}>
          <code>{name}</code>{' '}
          {before === ''
            ? trans.__('%1 (new)', after)
            : after === ''
              ? trans.__('removed (was %1)', before)
              : trans.__('%1 instead of %2', after, before)}
        </li>
      ))}
    </ul>
  );
}

function summary(
  { version, cells, facts }: Comparison,
  trans: TranslationBundle
): string {
  if (version === null) {
    return trans._n('%1 cell', '%1 cells', cells.length);
  }
  if (!cells.length && !facts.length) {
    return trans.__('Nothing differs from what learners have.');
  }
  const many = (change: CellChange['change']) =>
    cells.filter(cell => cell.change === change).length;
  const tests = cells.filter(cell => cell.role === 'test').length;
  const told = trans.__(
    'Cells: %1 added, %2 changed, %3 removed, %4 moved.',
    many('added'),
    many('changed'),
    many('removed'),
    many('moved')
  );
  return tests
    ? `${told} ${trans._n('%1 of them is a test.', '%1 of them are tests.', tests)}`
    : told;
}

function changeWords(change: CellChange['change'], trans: TranslationBundle): string {
  switch (change) {
    case 'added':
      return trans.__('added');
    case 'removed':
      return trans.__('removed');
    case 'changed':
      return trans.__('changed');
    case 'moved':
      return trans.__('moved');
  }
}
