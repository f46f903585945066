import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { stepLossParts } from '../../shared/metrics';
import type { RunProgress, RunSummary } from '../../shared/runs';
import { endEvent, epochEvent, startedEvent } from './events';
import { duration, epochLine, loss, wholeNumber } from './format';
import type { Output } from './output';
import { ProgressBar } from './progress-bar';

const barFormat = 'epoch {epoch} [{bar}] {percentage}%   loss {loss}   {speed} images/s   {left}';

/** Tells of a training: JSON lines if asked for, lines for a person, and a bar on a terminal. */
export class TrainingReport {
  readonly #output: Output;
  readonly #json: boolean;
  #epochs = 0;
  readonly #bar: ProgressBar;

  constructor(output: Output, json: boolean) {
    this.#output = output;
    this.#json = json;
    this.#bar = new ProgressBar(output, barFormat);
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
    this.#bar.show(done, total, {
      epoch: `${epoch}/${epochs}`,
      loss: loss(losses.at(-stepLossParts) ?? null),
      speed: wholeNumber(imagesPerSecond),
      left: secondsLeft === null ? '' : `${duration(secondsLeft)} left`,
    });
  }

  epoch(run: RunId, metrics: EpochMetrics): void {
    if (this.#json) this.#output.json(epochEvent(run, metrics));
    this.#output.say(epochLine(metrics, this.#epochs));
  }

  ended(run: RunSummary): void {
    if (this.#json) this.#output.json(endEvent(run));
  }

  /** Takes the bar away. */
  close(): void {
    this.#bar.clear();
  }
}
