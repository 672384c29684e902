/** What a person said of an answer, as its learner reads it; comments are shown as text. */

import * as React from 'react';
import { useTutor } from './context';
import type { MarkView, ReviewView, RubricLine } from './contract';
import { Card, Mark } from './parts';
import { points, scoreWords } from './texts';

/** A review that this visit shows no result for. */
export function ReviewCard({ review }: { review: ReviewView }): JSX.Element {
  const { trans } = useTutor();
  const waits = review.state === 'awaiting';
  return (
    <Card
      title={waits ? trans.__('Awaiting review') : trans.__('Your answer was read')}
      tone={waits ? 'wait' : undefined}
      testId="pm-review"
    >
      <ReviewLines review={review} />
    </Card>
  );
}

/** The part of a result that is a person's. */
export function ReviewPart({ review }: { review: ReviewView }): JSX.Element {
  const { trans } = useTutor();
  return (
    <div data-testid="pm-review">
      <h4>{trans.__('What a person reads')}</h4>
      <ReviewLines review={review} />
    </div>
  );
}

export function ReviewLines({ review }: { review: ReviewView }): JSX.Element {
  const { tutor, trans } = useTutor();
  return (
    <div className="pm-Reviewed">
      <p>{stateWords(review, trans)}</p>
      <ul className="pm-Tests">
        {review.marks.map(mark => (
          <OneMark key={mark.id} mark={mark} />
        ))}
      </ul>
      {review.comment && <p className="pm-Comment">{review.comment}</p>}
      {review.state === 'awaiting' && (
        <button
          type="button"
          className="pm-Button pm-mod-small"
          data-testid="pm-look"
          onClick={() => void tutor.session.lookForReview()}
        >
          {trans.__('Look again')}
        </button>
      )}
    </div>
  );
}

function stateWords(
  review: ReviewView,
  trans: ReturnType<typeof useTutor>['trans']
): string {
  switch (review.state) {
    case 'awaiting':
      return trans._n(
        'Awaiting review: %1 point is still to be given.',
        'Awaiting review: %1 points are still to be given.',
        review.marks
          .filter(mark => mark.points === null)
          .reduce((sum, mark) => sum + mark.max_points, 0)
      );
    case 'reviewed':
      return trans.__('Reviewed: %1.', scoreWords(review.score, review.max_score, trans));
    case 'replaced':
      return trans.__('You have handed in another answer since; that one is read.');
  }
}

function OneMark({ mark }: { mark: MarkView }): JSX.Element {
  const { trans } = useTutor();
  const origins = {
    nobody: trans.__('not read yet'),
    untouched: trans.__('left as it was, so there was nothing to read'),
    kept: trans.__('the same words as before, so the points stay'),
    given: ''
  };
  const { id, points: got, max_points: most, origin, rubric, comment } = mark;
  return (
    <li className="pm-Test">
      <div className="pm-Test-body">
        <p className="pm-Test-title">
          <code>{id}</code>{' '}
          <span className="pm-Quiet">
            {got === null ? `–/${points(most)}` : `${points(got)}/${points(most)}`}
            {origins[origin] && <> · {origins[origin]}</>}
          </span>
        </p>
        {rubric.length > 0 && (
          <ul className="pm-Rubric">
            {rubric.map((line, index) => (
              <Line key={index} line={line} />
            ))}
          </ul>
        )}
        {comment && <p className="pm-Comment">{comment}</p>}
      </div>
    </li>
  );
}

function Line({ line }: { line: RubricLine }): JSX.Element {
  const { trans } = useTutor();
  return (
    <li data-met={line.met}>
      <Mark kind={line.met ? 'yes' : 'no'} />
      <span>
        {line.text}{' '}
        <span className="pm-Quiet">
          {line.met
            ? trans.__('%1 given', points(line.points))
            : trans.__('%1 not given', points(line.points))}
        </span>
      </span>
    </li>
  );
}
