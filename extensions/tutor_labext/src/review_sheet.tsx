/** One answer to read: what was asked, what was handed in, and the form for points and words. */

import * as React from 'react';
import { Printed, Prose, Words } from './markdown';
import { Card, Mark, Note } from './parts';
import { Person } from './person';
import type { AnswerCell } from './review_contract';
import { Given } from './review_given';
import type { Laid } from './review_tab';
import { moment, points, scoreWords } from './texts';

const MOST_WORDS = 4000;

export function Sheet({ reviewing, trans, state }: Laid): JSX.Element | null {
  const { sheet, busy, comment } = state;
  const heading = React.useRef<HTMLHeadingElement>(null);
  // Another answer is in front: whoever works without a mouse begins at its top.
  React.useEffect(() => heading.current?.focus(), []);
  if (!sheet) {
    return null;
  }
  const save = () => void reviewing.save();
  return (
    <div
      className="pm-Sheet"
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <div className="pm-Block-head">
        <h3 ref={heading} tabIndex={-1} data-testid="pm-sheet-title">
          {sheet.title}: <Person name={sheet.learner} />
        </h3>
        <button
          type="button"
          className="pm-Button pm-mod-small"
          onClick={() => void reviewing.close()}
        >
          {trans.__('Back to the list')}
        </button>
      </div>
      <p className="pm-Quiet">
        {trans.__('Handed in %1', moment(sheet.at))}
        {sheet.reviewer !== null &&
          ` · ${trans.__('read by %1, %2', sheet.reviewer, moment(sheet.reviewed_at ?? ''))}`}
      </p>
      {sheet.state === 'replaced' && (
        <Note tone="warn">
          {trans.__('The learner has handed in another answer since; read that one.')}
        </Note>
      )}
      <details className="pm-Details">
        <summary>{trans.__('The problem')}</summary>
        <Prose text={sheet.statement} />
      </details>
      <Checked {...{ reviewing, trans, state }} />
      {sheet.cells.map(cell => (
        <Cell key={cell.mark.id} {...{ reviewing, trans, state, cell }} />
      ))}
      {sheet.loose.length > 0 && (
        <details className="pm-Details">
          <summary>{trans.__('Cells that the learner added')}</summary>
          <Printed
            text={sheet.loose.join('\n\n')}
            label={trans.__('Cells that the learner added')}
          />
        </details>
      )}
      <div className="pm-Form">
        <label>
          <span>{trans.__('Comment on the whole')}</span>
          <textarea
            data-lm-suppress-shortcuts="true"
            rows={3}
            maxLength={MOST_WORDS}
            value={comment}
            onChange={event => reviewing.say(event.target.value)}
          />
        </label>
        <div className="pm-Actions">
          <button
            type="button"
            className="pm-Button pm-mod-primary"
            data-testid="pm-save"
            aria-disabled={busy}
            onClick={save}
          >
            {trans.__('Save and next')}
          </button>
        </div>
        <p className="pm-Quiet">
          {trans.__('The learner reads points, rubric and comments. Ctrl+Enter saves.')}
        </p>
      </div>
    </div>
  );
}

/** What the tests say, in short: the reviewer's points come on top of it. */
function Checked({ trans, state }: Laid): JSX.Element {
  const { score = 0, max_score = 0, tests = [] } = state.sheet ?? {};
  return (
    <details className="pm-Details">
      <summary>
        {trans.__('Checked by tests: %1', scoreWords(score, max_score, trans))}
      </summary>
      <ul className="pm-Tests">
        {tests.map(test => (
          <li key={test.id} className="pm-Test" data-passed={test.passed}>
            <Mark kind={test.passed ? 'yes' : 'no'} />
            <p className="pm-Test-body">
              <Words text={test.title || test.id} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Cell(props: Laid & { cell: AnswerCell }): JSX.Element {
  const { reviewing, trans, state, cell } = props;
  const { mark, answer, prompt, kind } = cell;
  const id = React.useId();
  const draft = state.draft[mark.id];
  const told = trans.__('Answer %1', mark.id);
  return (
    <Card
      title={told}
      testId={`pm-answer-${mark.id}`}
      aside={
        <span className="pm-Score">
          {trans._n('up to %1 point', 'up to %1 points', mark.max_points)}
        </span>
      }
    >
      {answer.trim() ? (
        <Printed text={answer} label={told} />
      ) : (
        <p className="pm-Empty">{trans.__('There is no answer.')}</p>
      )}
      {prompt.trim() && kind !== 'code' && (
        <details className="pm-Details">
          <summary>{trans.__('What stood there')}</summary>
          <Prose text={prompt} />
        </details>
      )}
      <Given {...{ mark, draft, trans }} />
      <div className="pm-Form">
        {mark.rubric.length > 0 && (
          <fieldset className="pm-Ticks">
            <legend>{trans.__('Rubric')}</legend>
            {mark.rubric.map((line, index) => (
              <label key={index} className="pm-Tick">
                <input
                  type="checkbox"
                  checked={draft.met.includes(index)}
                  onChange={() => reviewing.tick(cell, index)}
                />
                <span>
                  {line.text}{' '}
                  <span className="pm-Quiet">
                    {trans._n('(%1 point)', '(%1 points)', line.points)}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <label className="pm-Points" htmlFor={`${id}-points`}>
          <span>{trans.__('Points, from 0 to %1', points(mark.max_points))}</span>
          <input
            id={`${id}-points`}
            type="number"
            min={0}
            max={mark.max_points}
            step="any"
            value={draft.points}
            onChange={event => reviewing.edit(mark.id, { points: event.target.value })}
          />
        </label>
        <label htmlFor={`${id}-comment`}>
          <span>{trans.__('Comment on this answer')}</span>
          <textarea
            id={`${id}-comment`}
            data-lm-suppress-shortcuts="true"
            rows={2}
            maxLength={MOST_WORDS}
            value={draft.comment}
            onChange={event => reviewing.edit(mark.id, { comment: event.target.value })}
          />
        </label>
      </div>
    </Card>
  );
}
