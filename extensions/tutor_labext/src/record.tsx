/** Recent work and what was earned: the lower part of the overview. */

import * as React from 'react';
import { useTutor } from './context';
import type { Achievement, Correction, RecentAttempt, ReviewedProblem } from './contract';
import { ReviewLines } from './reviewed';
import { moment, points, statusWords } from './texts';

export function Attempts(props: { attempts: RecentAttempt[] }): JSX.Element {
  const { trans } = useTutor();
  return (
    <section className="pm-Block" aria-labelledby="pm-progress-recent">
      <h3 id="pm-progress-recent">{trans.__('Recent attempts')}</h3>
      {props.attempts.length ? (
        <div
          className="pm-Scroll"
          tabIndex={0}
          role="group"
          aria-labelledby="pm-progress-recent"
        >
          <table className="pm-Table">
            <thead>
              <tr>
                <th scope="col">{trans.__('Problem')}</th>
                <th scope="col">{trans.__('Result')}</th>
                <th scope="col">{trans.__('Points')}</th>
                <th scope="col">{trans.__('When')}</th>
              </tr>
            </thead>
            <tbody>
              {props.attempts.map((attempt, index) => (
                <tr key={index}>
                  <th scope="row">{attempt.title}</th>
                  <td>{statusWords(attempt.status, trans)}</td>
                  <td>
                    {points(attempt.score)}/{points(attempt.max_score)}
                  </td>
                  <td>
                    <time dateTime={attempt.at}>{moment(attempt.at)}</time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="pm-Quiet">
          {trans.__('Nothing yet. Your first attempt will show here.')}
        </p>
      )}
    </section>
  );
}

/** Results that changed because the checks were mended: nobody finds other points unawares. */
export function Corrections(props: { corrections: Correction[] }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.corrections.length) {
    return null;
  }
  return (
    <section className="pm-Block" aria-labelledby="pm-progress-corrections">
      <h3 id="pm-progress-corrections">{trans.__('Checked again')}</h3>
      <p className="pm-Quiet">
        {trans.__('The checks of these problems were mended, and your result changed.')}
      </p>
      <ul className="pm-Skills">
        {props.corrections.map(({ title, before, score, max_score }, index) => (
          <li key={index}>
            {title}: {points(before)} → {points(score)}/{points(max_score)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What persons said of answers, and what still waits. */
export function Reviews(props: { reviews: ReviewedProblem[] }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.reviews.length) {
    return null;
  }
  return (
    <section
      className="pm-Block"
      aria-labelledby="pm-progress-reviews"
      data-testid="pm-progress-reviews"
    >
      <h3 id="pm-progress-reviews">{trans.__('Read by a person')}</h3>
      {props.reviews.map(({ problem_id, title, review }) => (
        <div key={problem_id} className="pm-Lesson">
          <h4>{title}</h4>
          <ReviewLines review={review} />
        </div>
      ))}
    </section>
  );
}

export function Badges(props: { achievements: Achievement[] }): JSX.Element | null {
  const { trans } = useTutor();
  if (!props.achievements.length) {
    return null;
  }
  return (
    <section className="pm-Block" aria-labelledby="pm-progress-badges">
      <h3 id="pm-progress-badges">{trans.__('Achievements')}</h3>
      <ul className="pm-Badges">
        {props.achievements.map(({ id, title, text }) => (
          <li key={id} className="pm-Achievement">
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
