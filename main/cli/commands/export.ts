import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { exportFormats, type ExportFormat } from '../../../shared/export-protocol';
import { exportSavedModel } from '../../sheets/export-saved-model';
import { replaceFile } from '../../sheets/replace-file';
import { withWorkbench, type CommandContext } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { wholeNumber } from '../format';
import { checkpointChoice, type CommonOptions } from './common-options';

interface ExportOptions extends CommonOptions {
  readonly checkpoint: CheckpointChoice;
  readonly format: ExportFormat;
  readonly out: string;
}

/** `export`: writes a checkpoint for other programs. */
export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .summary('write a checkpoint for other programs')
    .description(
      'Writes a checkpoint: as safetensors, a file of its float32 weights whose metadata holds the configuration; '
        + 'or as a savedmodel, a folder that TensorFlow loads, with the signatures encode, decode and train_step.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .requiredOption('--out <path>', 'file to write, or the folder of a savedmodel')
    .option('--checkpoint <which>', 'best, last or an epoch', checkpointChoice, 'best')
    .addOption(
      new Option('--format <name>', 'kind of file').choices(exportFormats).default('safetensors'),
    )
    .action((run: string, options: ExportOptions) => exportWeights(context, run, options));
}

async function exportWeights(context: CommandContext, text: string, options: ExportOptions) {
  const { output, signal } = context;
  const path = resolve(options.out);
  await withWorkbench(context, options.profile, async (workbench) => {
    const run = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const { id, epoch, step, sha256 } = findCheckpoint(run, options.checkpoint);
    const model = workbench.runs.exportedModel(id);
    const { weights } = model;
    if (options.format === 'savedmodel') {
      await exportSavedModel(workbench.sampler, model, path, signal);
    } else await replaceFile(path, weights);
    if (options.json) {
      output.json({
        event: 'written',
        path,
        format: options.format,
        run: run.id,
        epoch,
        step,
        bytes: weights.length,
        sha256,
      });
    }
    output.say(
      options.format === 'savedmodel'
        ? `Wrote the SavedModel ${path} (epoch ${epoch}).`
        : `Wrote ${path} (epoch ${epoch}, ${wholeNumber(weights.length)} bytes, SHA-256 ${sha256}).`,
    );
  });
}
