/** Tells the learner before an unused server is stopped; the server knows when that is. */

/** What the server says of its rest, in seconds; null: nobody stops it. */
export interface TimeLeft {
  stops_in_s: number | null;
  /** How long before the stop the learner is told. */
  warn_s: number;
}

const AGAIN_MS = 60_000;
const COUNT_DOWN_MS = 10_000;
const SOONEST_MS = 1000;

/** What a watch needs of the page. */
export interface Bell {
  /** Ask the server; asking is no use of it. */
  look(): Promise<TimeLeft>;
  /** Say that it stops in so many seconds; said again, it replaces what was said. */
  warn(seconds: number): void;
  /** Take the warning back, if there is one. */
  calm(): void;
  pause(ms: number): Promise<void>;
}

/** Goes on for as long as the page is open, or until the server says that nobody stops it. */
export async function watchIdle(bell: Bell): Promise<void> {
  for (;;) {
    let left: TimeLeft;
    try {
      left = await bell.look();
    } catch {
      bell.calm(); // the server is away or stopped, which the page shows otherwise
      await bell.pause(AGAIN_MS);
      continue;
    }
    if (left.stops_in_s === null) {
      return;
    }
    const untilWarningMs = 1000 * (left.stops_in_s - left.warn_s);
    if (untilWarningMs > 0) {
      bell.calm();
      await bell.pause(Math.max(SOONEST_MS, untilWarningMs));
    } else {
      bell.warn(left.stops_in_s);
      await bell.pause(COUNT_DOWN_MS);
    }
  }
}
