import type { Patch } from './patch';

/** Patches that are put over lines from top to bottom. */
export class Patches {
  /** Not yet above the line at hand; by their upper edge. */
  #waiting: readonly Patch[];
  readonly #width: number;
  readonly #channels: number;

  /** @param width of the page */
  constructor(patches: readonly Patch[], width: number, channels: number) {
    this.#waiting = patches.toSorted((a, b) => a.y - b.y);
    this.#width = width;
    this.#channels = channels;
  }

  /** The first line from `y` on, up to `end`, that a patch covers. To be asked of lines in their order. */
  freeUntil(y: number, end: number): number {
    this.#waiting = this.#waiting.filter((patch) => patch.y + patch.height > y);
    const [first] = this.#waiting;
    return first === undefined ? end : Math.min(end, Math.max(y, first.y));
  }

  /** A copy of the line, with all patches over it. */
  over(line: Uint8Array, y: number): Uint8Array {
    const painted = line.slice();
    for (const patch of this.#waiting) {
      if (patch.y > y) break;
      if (y < patch.y + patch.height) this.#paint(painted, patch, y - patch.y);
    }
    return painted;
  }

  #paint(line: Uint8Array, { x, width, coverage, colour }: Patch, row: number): void {
    const channels = this.#channels;
    const end = Math.min(width, this.#width - x);
    for (let column = Math.max(0, -x); column < end; column++) {
      const covered = coverage[row * width + column]!;
      if (covered === 0) continue;
      for (let channel = 0; channel < channels; channel++) {
        const at = (x + column) * channels + channel;
        const under = line[at]!;
        line[at] = Math.round(under + ((colour[channel]! - under) * covered) / 255);
      }
    }
  }
}
