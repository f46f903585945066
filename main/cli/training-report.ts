import { SingleBar } from 'cli-progress';
import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { stepLossParts } from '../../shared/metrics';
import type { RunProgress, RunSummary } from '../../shared/runs';
import { endEvent, epochEvent, startedEvent } from './events';
import { duration, epochLine, loss, wholeNumber } from './format';
import type { Output, OutputStream } from './output';

const barFormat = 'epoch {epoch} [{bar}] {percentage}%   loss {loss}   {speed} images/s   {left}';

/** Tells of a training: JSON lines if asked for, lines for a person, and a bar on a terminal. */
export class TrainingReport {
  readonly #output: Output;
  readonly #json: boolean;
  #epochs = 0;
  #bar: ProgressBar | null = null;

  constructor(output: Output, json: boolean) {
    this.#output = output;
    this.#json = json;
  }

  started(run: RunSummary): void {
    this.#epochs = run.config.epochs;
    if (this.#json) this.#output.json(startedEvent(run.id));
    this.#output.say(
      run.epochsDone === 0
        ? `Training “${run.name}” (${run.id}).`
        : `Training “${run.name}” (${run.id}) on from epoch ${run.epochsDone} of ${run.config.epochs}.`,
    );
  }

  progress({ epoch, epochs, step, stepsPerEpoch, ...progress }: RunProgress): void {
    const { losses, imagesPerSecond, secondsLeft } = progress;
    const total = epochs * stepsPerEpoch;
    const done = (epoch - 1) * stepsPerEpoch + step;
    const payload = {
      epoch: `${epoch}/${epochs}`,
      loss: loss(losses.at(-stepLossParts) ?? null),
      speed: wholeNumber(imagesPerSecond),
      left: secondsLeft === null ? '' : `${duration(secondsLeft)} left`,
    };
    if (this.#output.stderr.isTTY !== true) return;
    this.#bar ??= this.#output.below(new ProgressBar(this.#output.stderr, total));
    this.#bar.update(done, payload);
  }

  epoch(run: RunId, metrics: EpochMetrics): void {
    if (this.#json) this.#output.json(epochEvent(run, metrics));
    this.#output.say(epochLine(metrics, this.#epochs));
  }

  ended(run: RunSummary): void {
    if (this.#json) this.#output.json(endEvent(run));
  }

  /** Takes the bar away; what is said from now on is printed as it comes. */
  close(): void {
    this.#bar?.clear();
    this.#bar = null;
  }
}

/** A bar at the bottom of the terminal. It makes way for each line that is said. */
class ProgressBar {
  readonly #bar: SingleBar;
  readonly #total: number;

  constructor(stream: OutputStream, total: number) {
    this.#total = total;
    this.#bar = new SingleBar({
      stream,
      format: barFormat,
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

  update(done: number, payload: object): void {
    if (this.#bar.isActive) this.#bar.update(done, payload);
    else this.#bar.start(this.#total, done, payload);
  }

  clear(): void {
    if (this.#bar.isActive) this.#bar.stop();
  }
}
