/** Waiting between tries: longer each time, never in step with other learners, cut short on demand. */

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
const SPREAD = 0.25;

/**
 * Milliseconds before try number `tries + 1`: 1 s doubled per try up to 30 s, spread by a quarter so
 * that a class does not return in one instant, and never sooner than the service asked for.
 *
 * @param random Returns a number in [0, 1).
 */
export function pauseMs(
  tries: number,
  random: () => number,
  retryAfterS: number | null = null
): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  const spread = base * (1 + SPREAD * (2 * random() - 1));
  return Math.round(Math.max(spread, (retryAfterS ?? 0) * 1000));
}

/** A sleep that `wake` ends early, for instance when the network is back. */
export class Patience {
  constructor(private readonly random: () => number = Math.random) {}

  /** Wait as long as try number `tries + 1` should be put off. */
  wait(tries: number, retryAfterS: number | null = null): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        this.sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, pauseMs(tries, this.random, retryAfterS));
      this.sleepers.add(done);
    });
  }

  /** End every wait now. */
  wake(): void {
    for (const done of [...this.sleepers]) {
      done();
    }
  }

  private readonly sleepers = new Set<() => void>();
}
