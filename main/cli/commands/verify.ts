import { resolve } from 'node:path';
import { Command } from 'commander';
import type { VerifiedSheet } from '../../../shared/sheets/service';
import { checkInWords } from '../../../shared/sheets/check-words';
import { modelsOf } from '../../../shared/sheets/contents/plan-content';
import { withWorkbench, type CommandContext } from '../context';
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
    if (check.kind !== 'matches') throw new Interruption(checkInWords(check), exitCodes.failure);
    for (const line of checkInWords(check).split('\n')) output.say(line);
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
