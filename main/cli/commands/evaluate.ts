import { Command, InvalidArgumentError } from 'commander';
import { WorkbenchError } from '../../../shared/errors';
import { importanceSamplesSchema } from '../../../shared/ipc/measures';
import {
  defaultImportanceSamples,
  measureInfo,
  measureNames,
  mostImportanceSamples,
  whyNotMeasured,
  type Measure,
  type MeasureName,
} from '../../../shared/measures';
import { measureWords } from '../../../shared/measure-words';
import type { EpochMetrics } from '../../../shared/metrics';
import { withWorkbench, type CommandContext, type Workbench } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { loss } from '../format';
import type { Output } from '../output';
import { ProgressBar } from '../progress-bar';
import { checkpointChoice, type CommonOptions } from './common-options';

interface EvaluateOptions extends CommonOptions {
  readonly checkpoint: CheckpointChoice;
  readonly samples: number;
  readonly measure: readonly MeasureName[] | undefined;
}

/** `evaluate`: measures a checkpoint of a run and stores what it finds. */
export function evaluateCommand(context: CommandContext): Command {
  return new Command('evaluate')
    .summary('measure a checkpoint')
    .description(
      'Measures a checkpoint of a run and stores each measure with the run. Ctrl-C keeps those taken before.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .option('--checkpoint <which>', 'best, last or an epoch', checkpointChoice, 'best')
    .option(
      '--samples <k>',
      `latents for each test image of the importance-weighted bound, 1 to ${mostImportanceSamples}`,
      samples,
      defaultImportanceSamples,
    )
    .option(
      '--measure <name>',
      `take this one only; may be repeated: ${measureNames.join(', ')}`,
      measureName,
    )
    .addHelpText('after', `\n${measuresHelp()}`)
    .action((run: string, options: EvaluateOptions) => evaluate(context, run, options));
}

async function evaluate(context: CommandContext, text: string, options: EvaluateOptions) {
  const { output, signal } = context;
  const names = options.measure ?? measureNames;
  await withWorkbench(context, options.profile, async (workbench) => {
    const run = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const checkpoint = findCheckpoint(run, options.checkpoint);
    const at = { run: run.id, checkpoint: checkpoint.id, epoch: checkpoint.epoch };
    const print = ({ event, ...line }: Line, words: string): void => {
      if (options.json) output.json({ event, ...at, ...line });
      else output.data(words);
    };
    const epoch = workbench.runs.metrics(run.id).find((each) => each.epoch === checkpoint.epoch);
    if (epoch !== undefined && checkpoint.step === 0) print(...epochLine(epoch));
    const possible = names.filter((name) => {
      const reason = whyNotMeasured(name, run.config.conditioning);
      if (reason === null) return true;
      print({ event: 'skipped', name, reason }, `${measureInfo[name].label}: ${reason}`);
      return false;
    });
    if (possible.length === 0) {
      const message = `None of these can be measured of “${run.name}”. Nothing was measured.`;
      throw new WorkbenchError({ kind: 'conflict', message });
    }
    const stop = follow(output, workbench, (measure) => print(...measureLine(measure)));
    try {
      const evaluation = {
        checkpoint: checkpoint.id,
        importanceSamples: options.samples,
        names: possible,
      };
      await workbench.measures.evaluate(evaluation, signal);
    } finally {
      stop();
    }
    if (options.json) output.json({ event: 'done', ...at });
    output.say(`Measured epoch ${checkpoint.epoch} of “${run.name}”, and stored it with the run.`);
  });
}

/** What is printed with --json, beside the checkpoint. */
type Line = { readonly event: string } & Readonly<Record<string, unknown>>;

/** What was measured in training. */
function epochLine({
  testLoss,
  testReconstruction,
  testKl,
  ...metrics
}: EpochMetrics): [Line, string] {
  const { klPerDimension, activeUnits } = metrics;
  return [
    {
      event: 'epoch',
      testLoss,
      reconstruction: testReconstruction,
      kl: testKl,
      klPerDimension: [...klPerDimension],
      activeUnits,
    },
    `Test loss: ${loss(testLoss)} nats an image (reconstruction ${loss(testReconstruction)}, KL ${loss(testKl)}); ${activeUnits} of ${klPerDimension.length} latent dimensions in use`,
  ];
}

function measureLine(measure: Measure): [Line, string] {
  const { name, value, samples: count, details } = measure;
  const { label, unit } = measureInfo[name];
  const words = measureWords(measure);
  return [
    { event: 'measured', name, value, unit, samples: count, ...details },
    `${label}: ${words.value} (${words.context})`,
  ];
}

/** Shows how far the evaluation is, and calls `onMeasured` with each measure. Returns what ends that. */
function follow(
  output: Output,
  { events }: Workbench,
  onMeasured: (measure: Measure) => void,
): () => void {
  const bar = new ProgressBar(output, '{work} [{bar}] {percentage}%');
  const stops = [
    events.on('measured', onMeasured),
    events.on('evaluation-changed', ({ progress }) => {
      if (progress === null) bar.clear();
      else bar.show(progress.share, 1, { work: progress.work });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Option parser of `--samples`. */
function samples(text: string): number {
  const parsed = importanceSamplesSchema.safeParse(Number(text));
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '');
}

/** Option parser of `--measure`, which may be repeated. */
function measureName(text: string, before: readonly MeasureName[] = []): readonly MeasureName[] {
  const name = measureNames.find((known) => known === text);
  if (name === undefined) {
    throw new InvalidArgumentError(`It must be one of ${measureNames.join(', ')}.`);
  }
  return [...before, name];
}

function measuresHelp(): string {
  const lines = measureNames.map((name) => `  ${name.padEnd(18)} ${measureInfo[name].help}`);
  return ['Measures:', ...lines].join('\n');
}
