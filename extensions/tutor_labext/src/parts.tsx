/** Small pieces that several views share. */

import * as React from 'react';
import { percent } from './texts';

/** A titled part of the panel; a landmark named by its heading. */
export function Card(props: {
  title: string;
  aside?: React.ReactNode;
  tone?: string;
  testId?: string;
  children: React.ReactNode;
}): JSX.Element {
  const id = React.useId();
  return (
    <section
      className="pm-Card"
      aria-labelledby={id}
      data-tone={props.tone}
      data-testid={props.testId}
    >
      <div className="pm-Card-head">
        <h3 id={id}>{props.title}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** A bar from 0 to 1 that is named and told in words; `from` marks where it stood before. */
export function Bar(props: {
  label: string;
  words: string;
  value: number;
  from?: number;
}): JSX.Element {
  const { value, from = value } = props;
  return (
    <div
      className="pm-Bar"
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      aria-valuetext={props.words}
    >
      <span className="pm-Bar-fill" style={{ width: percent(Math.min(from, value)) }} />
      <span
        className={from > value ? 'pm-Bar-lost' : 'pm-Bar-won'}
        style={{ width: percent(Math.abs(value - from)) }}
      />
    </div>
  );
}

/** A mark that is told apart by its shape, so that colour is not needed. */
export function Mark(props: { kind: 'yes' | 'no' | 'note' | 'wait' }): JSX.Element {
  const shapes = {
    yes: 'M3 8.5 6.5 12 13 4.5',
    no: 'M4 4 12 12 M12 4 4 12',
    note: 'M8 3.5 V9.2 M8 12.4 V12.5',
    wait: 'M8 4 V8.3 L11 10'
  };
  return (
    <svg
      className="pm-Mark"
      data-kind={props.kind}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={shapes[props.kind]} />
    </svg>
  );
}

/** A plain note on a tinted ground. */
export function Note(props: {
  tone: 'info' | 'warn';
  testId?: string;
  children: React.ReactNode;
}): JSX.Element {
  return (
    <div className="pm-Note" data-tone={props.tone} data-testid={props.testId}>
      <Mark kind={props.tone === 'warn' ? 'note' : 'wait'} />
      <div className="pm-Note-body">{props.children}</div>
    </div>
  );
}
