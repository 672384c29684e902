/** What every component may use: the parts of the tutor, the words, and the current state. */

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { State } from './state';
import type { Tutor } from './tutor';

export interface Surroundings {
  tutor: Tutor;
  trans: TranslationBundle;
  showProgress(): void;
  showMap(): void;
}

export const TutorContext = React.createContext<Surroundings | null>(null);

export function useTutor(): Surroundings {
  const surroundings = React.useContext(TutorContext);
  if (!surroundings) {
    throw new Error('A component of the tutor stands outside of TutorContext.');
  }
  return surroundings;
}

/** The state now; the component is drawn again with each new one. */
export function useTutorState(): State {
  const { store } = useTutor().tutor;
  const subscribe = React.useCallback(
    (draw: () => void) => {
      store.changed.connect(draw);
      return () => {
        store.changed.disconnect(draw);
      };
    },
    [store]
  );
  return React.useSyncExternalStore(subscribe, () => store.state);
}
