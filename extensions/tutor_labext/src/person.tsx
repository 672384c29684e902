/** A person's name as a view shows it. */

import * as React from 'react';
import { nameWords } from './name_words';

/** A name on its own: its direction of writing changes nothing around it. */
export function Person({ name }: { name: string }): JSX.Element {
  return <bdi>{nameWords(name)}</bdi>;
}
