import { Command, Option } from 'commander';
import { presetIds, presets, type PresetId } from '../../../shared/presets';
import { runConfigKeys, writeConfig } from '../../../shared/run-config-text';
import { withWorkbench, type CommandContext, type Workbench } from '../context';
import { followRun } from '../follow-run';
import { configFrom, keyHelp, type Assignment } from '../settings';
import { assignment, runName, type CommonOptions } from './common-options';

interface TrainOptions extends CommonOptions {
  readonly preset: PresetId;
  readonly name?: string;
  readonly set?: readonly Assignment[];
  readonly epochs?: string;
  readonly seed?: string;
  readonly precision?: string;
  readonly trainLimit?: string;
}

/** `train`: makes a run and trains it. */
export function trainCommand(context: CommandContext): Command {
  return new Command('train')
    .summary('train a new run')
    .description(
      'Trains a new run and stores it. Ctrl-C stops at a step and keeps its state: the run can go on later.',
    )
    .addOption(
      new Option('--preset <name>', 'configuration to start from')
        .choices(presetIds)
        .default('seed' satisfies PresetId),
    )
    .option('--name <text>', 'name of the run; made from the configuration if not given', runName)
    .option('--epochs <n>', 'the same as --set epochs=N')
    .option('--seed <n>', 'the same as --set seed=N')
    .option('--precision <name>', 'the same as --set precision=NAME: float32 or bfloat16')
    .option('--train-limit <n>', 'the same as --set trainLimit=N: train on the first N images')
    .option('--set <key=value>', 'set a key of the configuration; may be repeated', assignment)
    .addHelpText('after', `\n${presetsHelp()}\n\n${keysHelp()}`)
    .action((options: TrainOptions) => train(context, options));
}

async function train(context: CommandContext, options: TrainOptions): Promise<void> {
  const config = configFrom(options.preset, assignmentsOf(options));
  const work = async (workbench: Workbench) => {
    const run = workbench.runs.create({ name: options.name ?? '', config });
    await followRun(context, workbench, run.id, options);
  };
  await withWorkbench(context, options.profile, work, { mayCreate: true });
}

function assignmentsOf({
  epochs,
  seed,
  precision,
  trainLimit,
  set = [],
}: TrainOptions): Assignment[] {
  const flags = Object.entries({ epochs, seed, precision, trainLimit });
  return [...flags.filter((flag): flag is [string, string] => flag[1] !== undefined), ...set];
}

function presetsHelp(): string {
  const lines = presetIds.map((id) => `  ${id.padEnd(18)} ${presets[id].description}`);
  return ['Presets:', ...lines].join('\n');
}

function keysHelp(): string {
  const defaults = writeConfig(presets.seed.config);
  const lines = runConfigKeys.map((key) => `  ${keyHelp(key)} (${defaults[key] || 'none'})`);
  return ['Keys, with what the preset seed has:', ...lines].join('\n');
}
