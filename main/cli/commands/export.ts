import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { replaceFile } from '../../sheets/replace-file';
import { withWorkbench, type CommandContext } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { wholeNumber } from '../format';
import { checkpointChoice, type CommonOptions } from './common-options';

interface ExportOptions extends CommonOptions {
  readonly checkpoint: CheckpointChoice;
  readonly out: string;
}

/** `export`: writes the weights of a checkpoint. */
export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .summary('write the weights of a checkpoint')
    .description(
      'Writes the weights of a checkpoint as a file of float32 tensors; its metadata holds the configuration.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .requiredOption('--out <path>', 'file to write')
    .option('--checkpoint <which>', 'best, last or an epoch', checkpointChoice, 'best')
    .addOption(
      new Option('--format <name>', 'kind of file').choices(['safetensors']).default('safetensors'),
    )
    .action((run: string, options: ExportOptions) => exportWeights(context, run, options));
}

async function exportWeights(context: CommandContext, text: string, options: ExportOptions) {
  const { output } = context;
  const path = resolve(options.out);
  await withWorkbench(context, options.profile, async (workbench) => {
    const run = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const { id, epoch, step, sha256 } = findCheckpoint(run, options.checkpoint);
    const { weights } = workbench.runs.checkpointWeights(id);
    await replaceFile(path, weights);
    if (options.json) {
      output.json({
        event: 'written',
        path,
        run: run.id,
        epoch,
        step,
        bytes: weights.length,
        sha256,
      });
    }
    output.say(
      `Wrote ${path} (epoch ${epoch}, ${wholeNumber(weights.length)} bytes, SHA-256 ${sha256}).`,
    );
  });
}
