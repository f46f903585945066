import { formatDuration } from '../../shared/durations';
import { counted } from '../../shared/counted';
import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { epochWords, lossOf, type RunProgress } from '../../shared/run-progress';
import type { RunSummary } from '../../shared/runs';
import { endEvent, epochEvent, startedEvent } from './events';
import { epochLine, loss, wholeNumber } from './format';
import type { Output } from './output';
import { ProgressBar } from './progress-bar';

const barFormat = '{epoch} [{bar}] {percentage}%   loss {loss}   {speed}   {left}';

/** Tells of a training: JSON lines if asked for, lines for a person, and a bar on a terminal. */
export class TrainingReport {
  readonly #output: Output;
  readonly #json: boolean;
  #epochs = 0;
  #hasToldOfBaseline = false;
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

  progress(progress: RunProgress): void {
    const { baseline, share, imagesPerSecond, secondsLeft } = progress;
    if (baseline !== null && !this.#hasToldOfBaseline) {
      this.#output.say(`First its baseline is trained, for ${counted(baseline.epochs, 'epoch')}.`);
      this.#hasToldOfBaseline = true;
    }
    this.#bar.show(share, 1, {
      epoch: epochWords(progress),
      loss: loss(lossOf(progress)),
      speed: imagesPerSecond === null ? '' : `${wholeNumber(imagesPerSecond)} images/s`,
      left: secondsLeft === null ? '' : `${formatDuration(secondsLeft)} left`,
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
