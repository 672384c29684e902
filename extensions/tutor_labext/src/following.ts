/** Whether something that grows is followed to its end; who moves back to read is left there. */

/** Where a scrolled element stands, in pixels. */
export interface IScrolled {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** So many pixels from its end it counts as read to the end, for who comes back to it. */
const NEAR_END = 24;

export class Following {
  private following = true;
  private last = 0;

  /** Take note of where it stands now, and say whether to follow. */
  look(at: IScrolled): boolean {
    const left = at.scrollHeight - at.scrollTop - at.clientHeight;
    if (left < 1) {
      this.following = true;
    } else if (at.scrollTop < this.last) {
      // However little: a browser scrolls smoothly, and the first step of it is small.
      this.following = false;
    } else if (at.scrollTop > this.last && left < NEAR_END) {
      this.following = true;
    }
    this.last = at.scrollTop;
    return this.following;
  }

  /** Say whether to follow, as it was last seen. */
  get follows(): boolean {
    return this.following;
  }

  /** Take note of where we have put it ourselves. */
  put(at: IScrolled): void {
    this.last = at.scrollTop;
  }

  /** Follow again, wherever it stands. */
  again(): void {
    this.following = true;
    this.last = 0;
  }
}
