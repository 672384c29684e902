/** The name of a person, who may have chosen it to look like something else. Pure. */

export const LONGEST_NAME = 60;

/** Signs that order others to stand in another direction, even outside of `<bdi>`, or that end lines. */
const ORDERS = /[\p{Bidi_Control}\p{Cc}\u2028\u2029]/gu;

/** A name without such signs, at most `LONGEST_NAME` signs of it. */
export function nameWords(name: string): string {
  const signs = Array.from(name.replace(ORDERS, ''));
  return signs.length > LONGEST_NAME
    ? `${signs.slice(0, LONGEST_NAME - 1).join('')}…`
    : signs.join('');
}
