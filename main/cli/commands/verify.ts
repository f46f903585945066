import { resolve } from 'node:path';
import { Command } from 'commander';
import type { SheetCheck, VerifiedSheet } from '../../../shared/sheets/service';
import { modelsOf } from '../../../shared/sheets/contents/plan-content';
import { withWorkbench, type CommandContext } from '../context';
import { wholeNumber } from '../format';
import { exitCodes, Interruption } from '../interruption';
import { ProgressBar } from '../progress-bar';
import type { CommonOptions } from './common-options';

/** `verify`: makes the sheet in a file again, and says whether every pixel matches. */
export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .summary('make a sheet again and compare it pixel for pixel')
    .description(
      'Reads the recipe in a sheet (PNG, SVG, PDF, or the JSON beside it), makes the sheet again from the stored '
        + 'checkpoint, or from the model that the file carries, and says whether every pixel matches. '
        + 'Exit code 0 only if it does.',
    )
    .argument('<sheet>', 'file of a sheet')
    .action((path: string, options: CommonOptions) => verify(context, path, options));
}

async function verify(context: CommandContext, path: string, options: CommonOptions) {
  const { output, signal } = context;
  await withWorkbench(context, options.profile, async (workbench) => {
    const bar = new ProgressBar(output, 'verify [{bar}] {percentage}%');
    const sheet = await workbench.sheets.verify(resolve(path), {
      signal,
      onProgress: (share) => bar.show(share, 1),
    });
    bar.clear();
    const { format, recipe, versions, check } = sheet;
    if (options.json) output.json({ event: 'verified', path, format, ...check, recipe, versions });
    for (const line of linesOf(sheet)) output.say(line);
    if (check.kind !== 'matches') throw new Interruption(inWords(check), exitCodes.failure);
    output.say('Every pixel matches.');
  });
}

/** What the sheet is of. */
function linesOf({ recipe }: VerifiedSheet): readonly string[] {
  const models = modelsOf(recipe.content);
  const [first] = models;
  const more = models.length > 1 ? ` and ${models.length - 1} more` : '';
  const named = first === undefined ? '' : ` of “${first.name}”, epoch ${first.epoch}${more}`;
  return [`A sheet of the kind ${recipe.content.kind}${named}.`];
}

function inWords(check: Exclude<SheetCheck, { kind: 'matches' }>): string {
  switch (check.kind) {
    case 'differs': {
      const { pixels, of, most, cellCount, cells, outside } = check.differences;
      const places = cells.map(({ row, column }) => `${row + 1}/${column + 1}`);
      const listed = places.slice(0, 10).join(', ') + (cellCount > 10 ? ', …' : '');
      return [
        `${wholeNumber(pixels)} of ${wholeNumber(of)} pixels differ, by at most ${most} levels of 255.`,
        cellCount === 0 ? '' : `${wholeNumber(cellCount)} cells differ (row/column: ${listed}).`,
        outside === 0 ? '' : `${wholeNumber(outside)} of the pixels lie beside the cells.`,
        check.altered
          ? 'The picture was changed after it was written.'
          : 'The picture is as it was written: what is made now is different.',
      ]
        .filter((line) => line !== '')
        .join('\n');
    }
    case 'other-pixels':
      return 'The pixels made again do not have the SHA-256 that the file records.';
    case 'other-size':
      return `The picture has another size than its recipe gives: ${check.width} x ${check.height} pixels.`;
    case 'pixels-damaged':
      return `The recipe can be read, and the picture cannot. ${check.message}`;
    case 'checkpoint-missing': {
      const names = check.models.slice(0, 5).map(({ name, epoch }) => `“${name}”, epoch ${epoch}`);
      return [
        `Not in this database: the checkpoint of ${names.join('; ')}.`,
        check.intact
          ? 'The picture is as it was written.'
          : 'The picture is not as it was written, or the file holds none.',
      ].join('\n');
    }
    case 'cannot-be-made':
      return `The sheet cannot be made again. ${check.message}`;
  }
}
