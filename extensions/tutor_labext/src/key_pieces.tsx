/** The pieces of code that decide a problem's answer, as fields of a form. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/** As many as the gate asks for; a notebook that has more keeps them. */
const MOST = 3;

interface Shown {
  trans: TranslationBundle;
  pieces: string[];
  change(pieces: string[]): void;
}

/** A field for each piece and an empty one for the next; what is left empty is no piece. */
export function KeyPieces({ trans, pieces, change }: Shown): JSX.Element {
  const id = React.useId();
  const room = pieces.length < MOST && pieces.every(piece => piece.trim());
  const fields = room ? [...pieces, ''] : pieces;
  return (
    <div
      className="pm-Chosen"
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}-help`}
    >
      <span id={id}>{trans.__('Pieces that decide the answer')}</span>
      <p id={`${id}-help`} className="pm-Quiet">
        {trans.__(
          'One to three pieces of code from a right answer, such as age < 12. The tutor keeps them back, and no hint before the last may show them.'
        )}
      </p>
      {fields.map((piece, place) => (
        <textarea
          key={place}
          className="pm-Piece"
          rows={piece.split('\n').length}
          spellCheck={false}
          aria-label={trans.__('Piece %1', place + 1)}
          value={piece}
          onChange={({ target }) =>
            change(fields.map((other, at) => (at === place ? target.value : other)))
          }
        />
      ))}
    </div>
  );
}
