import { measureInfo, measureNames, type MeasureName } from '../../shared/measures';
import { measureWords } from '../../shared/measure-words';
import type { EpochMetrics } from '../../shared/metrics';
import { runConfigFields } from '../../shared/run-config-fields';
import { runConfigKeys } from '../../shared/run-config-text';
import type { RunDetail } from '../../shared/runs';
import { isInForce, settingWords } from '../config-words';
import { terms } from '../terms';
import { formatCount, formatDuration, formatLoss } from '../ui/format';
import { sharesLoss, sharesScale } from './comparable';

/** A run in the table; null for one that is gone. */
export type TableRun = {
  readonly detail: RunDetail;
  readonly metrics: readonly EpochMetrics[];
} | null;

export interface TableRow {
  readonly label: string;
  readonly help: string | null;
  /** One for each run. */
  readonly values: readonly string[];
  /** Whether the value is the best of all; one for each run. */
  readonly isBest: readonly boolean[];
  /** Whether two runs have different values. */
  readonly differs: boolean;
}

const none = '–';

/** The settings of runs, those that are in force in one of them. */
export function settingRows(runs: readonly TableRun[]): readonly TableRow[] {
  return runConfigKeys
    .filter((key) => runs.some((run) => run && isInForce(run.detail.config, key)))
    .map((key) => {
      const { label, help } = runConfigFields[key];
      const values = runs.map((run) => {
        if (run === null || !isInForce(run.detail.config, key)) return none;
        return settingWords(run.detail.config, key);
      });
      const known = values.filter((_, index) => runs[index] !== null);
      return {
        label,
        help,
        values,
        isBest: values.map(() => false),
        differs: new Set(known).size > 1,
      };
    });
}

/** What was measured of runs; the best is marked where a number is better than another. */
export function measureRows(runs: readonly TableRun[]): readonly TableRow[] {
  const details = runs.flatMap((run) => run?.detail ?? []);
  const scale = sharesScale(details) ? 'low' : null;
  const loss = sharesLoss(details) ? 'low' : null;
  const last = (read: (metrics: EpochMetrics) => number) => (run: TableRun) => {
    const metrics = run?.metrics.at(-1);
    return metrics ? read(metrics) : null;
  };
  return [
    row('Best test loss', 'nats an image', runs, loss, (run) => run?.detail.bestTestLoss ?? null),
    row('… of epoch', null, runs, null, (run) => run?.detail.bestEpoch ?? null, formatCount),
    row(
      'Test loss',
      `After the last epoch. ${terms.loss.meaning}`,
      runs,
      loss,
      last(({ testLoss }) => testLoss),
    ),
    row(
      'Test loss at beta 1',
      'Reconstruction plus KL after the last epoch: the negative ELBO, whatever beta was trained with.',
      runs,
      scale,
      last(({ testReconstruction, testKl }) => testReconstruction + testKl),
    ),
    row(
      'Test reconstruction',
      terms.reconstruction.meaning,
      runs,
      scale,
      last(({ testReconstruction }) => testReconstruction),
    ),
    row(
      'Test KL',
      terms.kl.meaning,
      runs,
      null,
      last(({ testKl }) => testKl),
    ),
    row(
      'Train loss',
      'Mean over the steps of the last epoch, while the weights changed.',
      runs,
      null,
      last(({ trainLoss }) => trainLoss),
    ),
    row(
      'Active units',
      terms.activeUnits.meaning,
      runs,
      null,
      last(({ activeUnits }) => activeUnits),
      formatCount,
    ),
    ...measureNames.flatMap((name) => measuredRow(name, runs)),
    row(
      'Seconds an epoch',
      null,
      runs,
      'low',
      last(({ seconds }) => seconds),
    ),
    row(
      'Time trained',
      null,
      runs,
      null,
      (run) => run?.detail.trainingSeconds ?? null,
      formatDuration,
    ),
    row('Epochs done', null, runs, null, (run) => run?.detail.epochsDone ?? null, formatCount),
  ];
}

/** A measure that was taken on demand, of each run's last evaluated checkpoint; none where no run has it. */
function measuredRow(name: MeasureName, runs: readonly TableRun[]): readonly TableRow[] {
  const measured = runs.map((run) => run?.detail.measures.findLast((each) => each.name === name));
  if (measured.every((measure) => measure === undefined)) return [];
  const better = {
    'importance-bound': 'low',
    'label-agreement': 'high',
    'frechet-distance': 'low',
  };
  const details = runs.flatMap((run) => run?.detail ?? []);
  const counts = name !== 'importance-bound' || sharesScale(details);
  const direction = counts && name !== 'diversity' ? (better[name] as Direction) : null;
  const numbers = measured.map((measure) => measure?.value ?? null);
  const values = measured.map((measure) =>
    measure ? `${measureWords(measure).value}, epoch ${measure.epoch}` : none,
  );
  const { label, help } = measureInfo[name];
  const isBest = bestOf(numbers, direction);
  return [{ label, help, values, isBest, differs: new Set(values).size > 1 }];
}

/** Which way numbers are better; null where neither is. */
type Direction = 'low' | 'high' | null;

function row(
  label: string,
  help: string | null,
  runs: readonly TableRun[],
  better: Direction,
  read: (run: TableRun) => number | null,
  write: (value: number) => string = formatLoss,
): TableRow {
  const numbers = runs.map(read);
  const values = numbers.map((value) => (value === null ? none : write(value)));
  const known = values.filter((_, index) => runs[index] !== null);
  return {
    label,
    help,
    values,
    isBest: bestOf(numbers, better),
    differs: new Set(known).size > 1,
  };
}

/** Nothing is the best among equals. */
function bestOf(numbers: readonly (number | null)[], better: Direction): readonly boolean[] {
  const known = numbers.filter((value) => value !== null);
  const best = better === 'high' ? Math.max(...known) : Math.min(...known);
  const isChoice = better !== null && new Set(known).size > 1;
  return numbers.map((value) => isChoice && value === best);
}
