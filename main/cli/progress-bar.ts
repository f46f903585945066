import { SingleBar } from 'cli-progress';
import type { Output } from './output';

/** A bar at the bottom of a terminal; nothing where there is none, or one that cannot draw. It makes way for what is printed. */
export class ProgressBar {
  readonly #bar: SingleBar | null;

  /** @param format may hold `{bar}`, `{percentage}` and the names of a payload. */
  constructor(output: Output, format: string) {
    // A dumb terminal, such as an editor's, cannot take back what it has shown.
    const canRedraw = output.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
    this.#bar = canRedraw ? terminalBar(output, format) : null;
    output.above(this);
  }

  /** Draws the bar at `done` of `total`. */
  show(done: number, total: number, payload: object = {}): void {
    if (this.#bar?.isActive === true) this.#bar.update(done, payload);
    else this.#bar?.start(total, done, payload);
  }

  /** Takes the bar away until it is shown again. */
  clear(): void {
    if (this.#bar?.isActive === true) this.#bar.stop();
  }
}

function terminalBar({ stderr }: Output, format: string): SingleBar {
  return new SingleBar({
    stream: stderr,
    format,
    barCompleteChar: '#',
    barIncompleteChar: '.',
    barsize: 20,
    fps: 5,
    clearOnComplete: true,
    // A second Ctrl-C ends the process at once, and must leave the terminal as it was.
    hideCursor: false,
    linewrap: true,
    gracefulExit: false,
  });
}
