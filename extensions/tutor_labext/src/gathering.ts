/** Pieces of a text that come faster than a page can draw them are shown together. */

/** At first so long, in milliseconds: as a film, text seems to flow. */
const SHORTEST_MS = 40;
const LONGEST_MS = 1000;

/** Twice as long is waited as the page was busy, so that it has time for its reader. */
const PATIENCE = 2;

export class Gathering<T> {
  /** @param show Gets all that has come since it was called last, in its order. */
  constructor(
    private readonly show: (pieces: T[]) => void,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** The first piece is shown at once. */
  add(piece: T): void {
    this.pieces.push(piece);
    if (this.timer === null) {
      this.flush();
      this.wait();
    }
  }

  /** Show what is there; nothing is kept back after this. */
  end(): void {
    clearTimeout(this.timer ?? undefined);
    this.timer = null;
    this.flush();
  }

  private wait(): void {
    const due = this.now() + this.pause;
    this.timer = setTimeout(() => {
      const late = this.now() - due;
      this.pause = Math.min(LONGEST_MS, SHORTEST_MS + PATIENCE * Math.max(0, late));
      this.timer = null;
      if (this.pieces.length) {
        this.flush();
        this.wait();
      }
    }, this.pause);
  }

  private flush(): void {
    if (this.pieces.length) {
      this.show(this.pieces.splice(0));
    }
  }

  private pieces: T[] = [];
  private pause = SHORTEST_MS;
  private timer: ReturnType<typeof setTimeout> | null = null;
}
