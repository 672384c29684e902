/** What is stored of a review, where the form says something else: somebody gave it meanwhile. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { MarkView } from './contract';
import type { DraftMark } from './reviewing';
import { scoreWords } from './texts';

interface Shown {
  mark: MarkView;
  draft: DraftMark;
  trans: TranslationBundle;
}

export function Given({ mark, draft, trans }: Shown): JSX.Element | null {
  const { points, max_points: most, comment } = mark;
  if (points === null || (points === Number(draft.points) && comment === draft.comment)) {
    return null;
  }
  return (
    <div data-testid={`pm-given-${mark.id}`}>
      <p className="pm-Quiet">
        {trans.__('Stored so far: %1.', scoreWords(points, most, trans))}
      </p>
      {comment && <p className="pm-Comment">{comment}</p>}
    </div>
  );
}
