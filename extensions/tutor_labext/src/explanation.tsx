/** What an error means: of a result, or of a cell that the learner ran. */

import * as React from 'react';
import { useTutor, useTutorState } from './context';
import type { Explanation } from './contract';
import { Words } from './markdown';
import { Card } from './parts';
import type { CellName } from './session';

export function ExplanationView(props: {
  explanation: Explanation;
  /** The cell the line counts in, where it is not the explanation's solution cell. */
  cell?: CellName;
}): JSX.Element {
  const { tutor, trans } = useTutor();
  const { explanation } = props;
  const { line } = explanation;
  const cell = props.cell ?? { gradeId: explanation.grade_id };
  return (
    <div className="pm-Explanation" data-testid="pm-explanation">
      <p>
        <Words text={explanation.happened} />
      </p>
      {explanation.suggestions.map((suggestion, index) => (
        <div key={index} className="pm-Suggestion">
          <p>
            <Words text={suggestion.because} />
          </p>
          <p>
            <strong>{trans.__('Try:')}</strong> <Words text={suggestion.try_next} />
          </p>
        </div>
      ))}
      {line !== null && (
        <button
          type="button"
          className="pm-Button pm-mod-small"
          onClick={() => void tutor.session.goTo(cell, line)}
        >
          {trans.__('Go to line %1', line)}
        </button>
      )}
    </div>
  );
}

/** The last error of a cell that the learner ran, with the offer to explain it. */
export function FaultCard(): JSX.Element | null {
  const { tutor, trans } = useTutor();
  const { fault, explanation, explaining } = useTutorState();
  if (!fault) {
    return null;
  }
  return (
    <Card title={trans.__('Your last run stopped')} tone="warn">
      <p className="pm-Fault">
        <code>
          {fault.name}
          {fault.message && `: ${fault.message}`}
        </code>
      </p>
      {explanation ? (
        <ExplanationView explanation={explanation} cell={{ cellId: fault.cellId }} />
      ) : (
        <button
          type="button"
          className="pm-Button pm-mod-small"
          data-testid="pm-explain"
          aria-disabled={explaining}
          onClick={() => void tutor.explainer.explain()}
        >
          {explaining ? trans.__('Reading the error…') : trans.__('Explain this error')}
        </button>
      )}
    </Card>
  );
}
