import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Messages are let in this often: a halt is heeded within this time and a step. */
const breathMilliseconds = 25;
const reportMilliseconds = 150;
const speedWindowMilliseconds = 1000;
/** Steps asked for together take no longer than this. */
const togetherMilliseconds = 100;

/** Tells a loop of steps how many to do at once, when to let messages in and when to report; measures its speed. */
export class Pace {
  readonly #start = performance.now();
  #breath = this.#start;
  #reported = this.#start;
  /** Moments of reports within the last second or so, with the steps done by then. */
  #marks = [{ time: this.#start, steps: 0 }];
  #steps = 0;
  /** What the last steps took, each. */
  #stepMilliseconds = Infinity;

  /** Does some steps, and notes how long they took. */
  timed<T>(steps: number, run: () => T): T {
    const start = performance.now();
    const result = run();
    this.#steps += steps;
    this.#stepMilliseconds = (performance.now() - start) / steps;
    return result;
  }

  /** How many of the steps that are left to do now: as many as are best done at once, or one. */
  together(atOnce: number, left: number): number {
    const areShort = this.#stepMilliseconds * atOnce <= togetherMilliseconds;
    return areShort && left >= atOnce ? atOnce : 1;
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  get breathIsDue(): boolean {
    return performance.now() - this.#breath >= breathMilliseconds;
  }

  get reportIsDue(): boolean {
    return performance.now() - this.#reported >= reportMilliseconds;
  }

  /** Lets the process handle what has come in. */
  async breathe(): Promise<void> {
    await setImmediate();
    this.#breath = performance.now();
  }

  /** Marks a report; returns the steps a second over the last second or so. */
  report(): number {
    const now = performance.now();
    this.#reported = now;
    const oldest = this.#marks[0]!;
    const speed = (this.#steps - oldest.steps) / ((now - oldest.time) / 1000);
    this.#marks = [...this.#marks, { time: now, steps: this.#steps }].filter(
      (mark) => now - mark.time < speedWindowMilliseconds,
    );
    return speed;
  }
}
