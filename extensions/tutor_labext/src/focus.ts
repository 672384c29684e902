/** Where the focus goes when what has it goes away. */

import * as React from 'react';

/** For an element that may vanish while it is used: the panel around it takes the focus over. */
export function useFocusPassedOn<T extends HTMLElement>(): React.RefObject<T> {
  const element = React.useRef<T>(null);
  React.useLayoutEffect(() => {
    const mine = element.current;
    const panel = mine?.closest<HTMLElement>('.pm-Panel');
    return () => {
      if (mine?.contains(document.activeElement)) {
        panel?.focus();
      }
    };
  }, []);
  return element;
}
