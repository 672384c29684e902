/** Has a component drawn anew whenever its model changes. */

import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

/** What a model shows: its state, and a signal for each change of it. */
export interface Watched<S> {
  readonly state: S;
  readonly changed: ISignal<unknown, unknown>;
}

export function useWatched<S>(model: Watched<S>): S {
  const subscribe = React.useCallback(
    (draw: () => void) => {
      model.changed.connect(draw);
      return () => {
        model.changed.disconnect(draw);
      };
    },
    [model]
  );
  return React.useSyncExternalStore(subscribe, () => model.state);
}
