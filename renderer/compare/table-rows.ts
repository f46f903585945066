import { formatDuration } from '../../shared/durations';
import { measureInfo, measureNames, type MeasureName } from '../../shared/measures';
import { measureWords } from '../../shared/measure-words';
import { negativeElbo, trainLossAt } from '../../shared/elbo';
import type { EpochMetrics } from '../../shared/metrics';
import { runConfigFields } from '../../shared/run-config-fields';
import { runConfigKeys } from '../../shared/run-config-text';
import type { RunDetail } from '../../shared/runs';
import { isInForce, settingWords } from '../config-words';
import { terms } from '../terms';
import { formatCount, formatLoss } from '../ui/format';
import { shares, sharesScale } from './comparable';

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
  const loss = scale !== null && shares(details, 'beta') ? 'low' : null;
  const work = shares(details, 'dataset', 'trainLimit') ? 'low' : null;
  const last = (read: (metrics: EpochMetrics) => number) => (run: TableRun) => {
    const metrics = run?.metrics.at(-1);
    return metrics ? read(metrics) : null;
  };
  return [
    row(
      'Best −ELBO',
      'Lowest negative ELBO of the test set after any epoch, nats per image.',
      runs,
      scale,
      (run) => run?.detail.bestNegativeElbo ?? null,
    ),
    row(
      'Best test loss',
      'Nats per image, the KL weighted by beta.',
      runs,
      loss,
      (run) => run?.detail.bestTestLoss ?? null,
    ),
    row('Best epoch', null, runs, null, (run) => run?.detail.bestEpoch ?? null, formatCount),
    row(
      '−ELBO',
      'Reconstruction plus KL after the last epoch: the negative ELBO, whatever beta was trained with.',
      runs,
      scale,
      last(negativeElbo),
    ),
    row(
      'Test loss',
      `After the last epoch. ${terms.loss.meaning}`,
      runs,
      loss,
      last(({ testLoss }) => testLoss),
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
      (run) => {
        const metrics = run?.metrics.at(-1);
        return run && metrics ? trainLossAt(run.detail.config.beta, metrics) : null;
      },
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
      'Seconds per epoch',
      null,
      runs,
      work,
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
  const details = runs.flatMap((run) => run?.detail ?? []);
  const samples = new Set(measured.flatMap((measure) => measure?.samples ?? []));
  const direction = samples.size === 1 ? betterMeasure[name](details) : null;
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

/** Each dataset has a classifier of its own, and values by different ones cannot be ranked. */
const betterMeasure: Readonly<Record<MeasureName, (runs: readonly RunDetail[]) => Direction>> = {
  'importance-bound': (runs) => (sharesScale(runs) ? 'low' : null),
  'label-agreement': (runs) => (shares(runs, 'dataset') ? 'high' : null),
  diversity: () => null,
  'frechet-distance': (runs) => (shares(runs, 'dataset') ? 'low' : null),
};

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
