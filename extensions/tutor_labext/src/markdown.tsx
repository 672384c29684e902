/** Shows text of authors, learners and models. Everything becomes a text node, never markup. */

import * as React from 'react';
import { useTutor } from './context';
import { type Block, blocks } from './prose';
import { type Span, spans } from './spans';

/** Text in the small part of Markdown that `prose` knows; `copy`: code can be copied. */
export function Prose(props: { text: string; copy?: boolean }): JSX.Element {
  return (
    <div className="pm-Prose">
      {blocks(props.text).map((block, index) =>
        props.copy && block.kind === 'code' ? (
          <CopiedCode key={index} text={block.text} />
        ) : (
          <BlockView key={index} block={block} />
        )
      )}
    </div>
  );
}

/** A block of code with a button that copies it. */
function CopiedCode({ text }: { text: string }): JSX.Element {
  const { tutor, trans } = useTutor();
  const copy = async () => {
    try {
      // A page that did not come over HTTPS has no clipboard at all.
      await navigator.clipboard.writeText(text);
      tutor.store.set({ notice: trans.__('The code is copied.') });
    } catch {
      tutor.store.set({ notice: trans.__('The browser did not allow copying.') });
    }
  };
  return (
    <div className="pm-Copied">
      <BlockView block={{ kind: 'code', text }} />
      <button
        type="button"
        className="pm-Button pm-mod-small"
        onClick={() => void copy()}
      >
        {trans.__('Copy code')}
      </button>
    </div>
  );
}

/** One line or paragraph of text in which only emphasis and code stand out. */
export function Words(props: { text: string }): JSX.Element {
  return <Spans spans={spans(props.text)} />;
}

/** What a program printed: as it is, lines and blanks kept. */
export function Printed(props: { text: string; label: string }): JSX.Element {
  return (
    <pre className="pm-Printed" tabIndex={0} role="group" aria-label={props.label}>
      {props.text}
    </pre>
  );
}

function BlockView({ block }: { block: Block }): JSX.Element {
  switch (block.kind) {
    case 'code':
      return (
        <pre className="pm-Code" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'heading':
      return (
        <p className="pm-Prose-heading">
          <Spans spans={block.spans} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Spans spans={item} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return (
        <blockquote className="pm-Prose-quote">
          <Spans spans={block.spans} />
        </blockquote>
      );
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
  }
}

/** A table; a wide one is scrolled, also with the keyboard. */
function Table(props: { head: Span[][]; rows: Span[][][] }): JSX.Element {
  const { trans } = useTutor();
  return (
    <div
      className="pm-Prose-table"
      role="group"
      aria-label={trans.__('Table')}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {props.head.map((cell, column) => (
              <th key={column} scope="col">
                <Spans spans={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Spans spans={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Spans(props: { spans: Span[] }): JSX.Element {
  return (
    <>
      {props.spans.map((span, index) => {
        switch (span.kind) {
          case 'code':
            return <code key={index}>{span.text}</code>;
          case 'strong':
            return <strong key={index}>{span.text}</strong>;
          case 'em':
            return <em key={index}>{span.text}</em>;
          case 'text':
            return <React.Fragment key={index}>{span.text}</React.Fragment>;
        }
      })}
    </>
  );
}
