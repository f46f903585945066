import { readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { quadrantsSeen, type RunConfig } from '../../shared/run-config';
import type { CheckpointSummary } from '../../shared/runs';
import { sheetCells } from '../../shared/sheet-cells';
import type { FirstSheetRecipe } from '../../shared/sheets/first-version';
import { sheetLayout } from './layout';
import { sheetBands, type PixelOptions, type SheetSampler } from './pixels';
import { encodeGrayPng } from './png';
import { provenanceKeyword, provenanceText, sheetProvenanceSchema } from './provenance';
import { replaceFile } from './replace-file';

export interface SheetExport {
  readonly recipe: FirstSheetRecipe;
  /** Of the recipe's run. */
  readonly config: RunConfig;
  /** The recipe's checkpoint. */
  readonly checkpoint: Pick<CheckpointSummary, 'epoch' | 'step' | 'sha256'>;
  readonly sampler: SheetSampler;
  /** Versions of what makes the sheet, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** A path that ends in `.png`. */
  readonly path: string;
}

export interface WrittenSheet {
  readonly path: string;
  /** The file beside it that says where it came from. */
  readonly provenancePath: string;
  readonly width: number;
  readonly height: number;
  /** Of the gray levels [height, width], in hex. */
  readonly pixelsSha256: string;
}

/**
 * Writes a sheet as an 8-bit gray PNG, digits white on black as MNIST has them, with its provenance
 * inside, and the same as `NAME.json` beside it. The same recipe gives the same bytes.
 *
 * @throws WorkbenchError of `replaceFile`, of the sampler; `invalid-input` for a path, a size or a model
 * that will not do; `conflict` when `NAME.json` is something else; `cancelled` when the signal aborts.
 */
export async function exportSheet(
  { recipe, config, checkpoint, sampler, versions, path }: SheetExport,
  options: PixelOptions = {},
): Promise<WrittenSheet> {
  refuseCompletion(config);
  const provenancePath = pathBeside(path);
  await refuseForeignFile(provenancePath);
  const layout = sheetLayout(recipe);
  const { width, height, scale } = layout;
  const cells = sheetCells(recipe, config);
  const bands = sheetBands(recipe.checkpoint, cells, layout, sampler, options);

  const provenance = (sha256: string) =>
    provenanceText({
      format: 'cvae-workbench-sheet',
      recipe,
      config,
      checkpoint: { epoch: checkpoint.epoch, step: checkpoint.step, sha256: checkpoint.sha256 },
      pixels: { width, height, sha256 },
      versions: { ...versions },
    });

  let pixelsSha256 = '';
  const png = encodeGrayPng({ width, height, bands, repeat: scale }, (sha256) => {
    pixelsSha256 = sha256;
    return [{ keyword: provenanceKeyword, text: provenance(sha256) }];
  });
  await replaceFile(path, png).catch((thrown: unknown) => {
    throw options.signal?.aborted ? cancelled(path, thrown) : thrown;
  });
  await replaceFile(provenancePath, provenance(pixelsSha256));
  return { path, provenancePath, width, height, pixelsSha256 };
}

/** A model of quadrants draws what is missing of an image; latents alone say nothing to it. */
function refuseCompletion({ conditioning }: RunConfig): void {
  if (quadrantsSeen(conditioning) === 0) return;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message:
      'This run completes images, and a sheet of digits has none to complete. Nothing was written.',
    remedy: 'Choose a run that is conditioned on labels or on nothing.',
  });
}

/** `NAME.json` of `NAME.png`. */
function pathBeside(path: string): string {
  const { dir, name, ext } = parse(path);
  if (ext.toLowerCase() !== '.png') {
    throw new WorkbenchError({
      kind: 'invalid-input',
      message: `A sheet is a PNG file, and ${path} does not end in .png. Nothing was written.`,
      remedy: 'Choose a name that ends in .png.',
    });
  }
  return join(dir, `${name}.json`);
}

/** A sheet called `package.png` must not cost anybody their `package.json`. */
async function refuseForeignFile(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null || isProvenance(text)) return;
  throw new WorkbenchError({
    kind: 'conflict',
    message: `${path}, where the sheet's recipe goes, holds something else. Nothing was written.`,
    remedy: 'Choose another name for the sheet, or move that file away.',
  });
}

function isProvenance(text: string): boolean {
  try {
    return sheetProvenanceSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function cancelled(path: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    { kind: 'cancelled', message: `Cancelled: ${path} was not written.` },
    { cause },
  );
}
