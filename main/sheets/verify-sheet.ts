import { createHash } from 'node:crypto';
import { WorkbenchError } from '../../shared/errors';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import type { SheetSampler } from '../../shared/sheets/draw-cells';
import type { SheetModel } from '../../shared/sheets/model-schema';
import { planSheet, type SheetPlan } from '../../shared/sheets/plan';
import type { SheetCheck, SheetFormat, VerifiedSheet } from '../../shared/sheets/service';
import type { LongWords } from '../../shared/sheets/text-width';
import { differingTexts } from './compare-marks';
import { comparePictures } from './compare-pictures';
import { completeRecipe } from './complete-recipe';
import { drawnRows, type WorkOptions } from './drawn-rows';
import { filePicture, picturedPlan, type FilePicture } from './files/file-picture';
import { pngOfLines } from './files/png';
import type { SheetProvenance } from './provenance';
import { paintBands, type Band, type Channels } from './raster/bands';
import type { Fonts } from './raster/fonts';
import type { ReadSheet } from './reading/read-sheet';
import type { PackedPicture } from './reading/sheet-file';
import { DamagedPicture, unpackLines } from './reading/unpack';
import { factsOf, type FoundModel, type SheetModels } from './sheet-models';

interface Means {
  readonly models: SheetModels;
  readonly sampler: SheetSampler;
  readonly fonts: Fonts;
}

/** No sheet is wider: lines of what a file claims are held in memory. */
const widest = 2 ** 24;
const mostPixels = 2 ** 30;

/** Makes the sheet of a file again and compares the two. What the sampler throws comes through. */
export async function verifySheet(
  file: ReadSheet,
  means: Means,
  options: WorkOptions,
): Promise<VerifiedSheet> {
  const { recipe, versions } = file.provenance;
  means.models.adopt(file.models);
  const { missing, ...here } = lookUp(recipe, means.models);
  const check: SheetCheck =
    missing.length > 0
      ? { kind: 'checkpoint-missing', models: missing, intact: await isIntact(file, options) }
      : await checked(file, means, options);
  const isMade = check.kind !== 'checkpoint-missing' && check.kind !== 'cannot-be-made';
  return {
    format: file.format,
    recipe,
    versions,
    ...here,
    carriesModels: file.models.length > 0,
    picture: isMade ? null : shownPicture(file.picture),
    check,
  };
}

/** Opens a recipe of which no picture came along. */
export function verifyRecipe(recipe: SheetRecipe, models: SheetModels): VerifiedSheet {
  const { missing, ...here } = lookUp(recipe, models);
  const nothing = { versions: {}, carriesModels: false, picture: null };
  const opened = { format: 'recipe', ...nothing, ...here } as const;
  if (missing.length > 0) {
    return {
      ...opened,
      recipe,
      check: { kind: 'checkpoint-missing', models: missing, intact: null },
    };
  }
  const plan = planned(recipe, models);
  return {
    ...opened,
    recipe: completeRecipe(recipe, models),
    check:
      typeof plan === 'string'
        ? { kind: 'cannot-be-made', message: plan }
        : { kind: 'nothing-to-compare' },
  };
}

/** Larger pictures are not shown. */
const mostShownPixels = 2 ** 26;

/** Null where there is none that can be shown. */
function shownPicture(picture: PackedPicture | string | null): Uint8Array | null {
  if (picture === null || typeof picture === 'string') return null;
  return picture.width * picture.height > mostShownPixels ? null : pngOfLines(picture);
}

/** Which models of a recipe are here, stored or carried, and which are not. */
function lookUp(recipe: SheetRecipe, models: SheetModels) {
  const found = new Map<SheetModel, FoundModel | null>();
  for (const model of modelsOf(recipe.content)) found.set(model, models.find(model));
  const here = [...found].flatMap(([model, it]) => (it === null ? [] : [[model, it] as const]));
  const missing = [...found].flatMap(([model, it]) => (it === null ? [model] : []));
  return {
    missing,
    facts: Object.fromEntries(here.map(([model, it]) => [model.checkpoint, factsOf(it)])),
    carried: Object.fromEntries(
      here.flatMap(([{ checkpoint }, { id }]) => (id === checkpoint ? [] : [[checkpoint, id]])),
    ),
  };
}

async function checked(file: ReadSheet, means: Means, options: WorkOptions): Promise<SheetCheck> {
  const { provenance, picture } = file;
  const newest = planned(provenance.recipe, means.models);
  if (typeof newest === 'string') return { kind: 'cannot-be-made', message: newest };
  if (typeof picture === 'string') return { kind: 'pixels-damaged', message: picture };

  const { width, height } = picture ?? provenance.pixels;
  // Version 0.1.0 cut words that are wrapped now.
  const first = planned(provenance.recipe, means.models, 'cut');
  const plans = [newest, ...(typeof first === 'string' ? [] : [first])];
  const plan =
    plans.find((each) => {
      const pictured = picturedPlan(each, formatOf(file, each));
      return pictured.width === width && pictured.height === height;
    }) ?? newest;
  const again = filePicture(plan, formatOf(file, plan), means.fonts);
  if (width !== again.plan.width || height !== again.plan.height) {
    return { kind: 'other-size', width, height };
  }
  const rows = drawnRows(plan, means.sampler, {
    ...options,
    idOf: (model) => means.models.get(model).id,
  });
  const bands = paintBands(again.plan, rows, again.patches);
  if (picture === null) {
    const hash = createHash('sha256');
    for await (const { lines, repeat } of bands) {
      for (let copy = 0; copy < repeat; copy++) hash.update(lines);
    }
    const isSame = hash.digest('hex') === provenance.pixels.sha256;
    return { kind: isSame ? 'matches' : 'other-pixels' };
  }
  const check = await compared(picture, again, bands, provenance);
  if (check.kind !== 'matches') return check;
  if (again.of === 'page') return check;
  const differing = await Promise.all(plans.map((each) => differingTexts(file, each, means.fonts)));
  const [texts = null] = differing;
  if (texts === null || differing.includes(null)) return { kind: 'matches', texts: 'same' };
  return { kind: 'texts-differ', ...texts };
}

async function compared(
  picture: PackedPicture,
  { plan, channels }: FilePicture,
  bands: ReturnType<typeof paintBands>,
  { pixels }: SheetProvenance,
): Promise<SheetCheck> {
  try {
    const isAlike = picture.channels === channels;
    const { differences, sha256 } = isAlike
      ? await comparePictures(plan, channels, unpackLines(picture), bands)
      : await comparePictures(
          plan,
          3,
          inColour(unpackLines(picture), picture.channels),
          bandsInColour(bands, channels),
        );
    if (differences.pixels === 0) return { kind: 'matches' };
    const altered = isAlike
      ? sha256.file !== pixels.sha256
      : (await sha256In(pixels.channels, picture)) !== pixels.sha256;
    return { kind: 'differs', differences, altered };
  } catch (thrown) {
    if (!(thrown instanceof DamagedPicture)) throw thrown;
    return { kind: 'pixels-damaged', message: thrown.message };
  }
}

/** Lines of gray or RGB as RGB: an image program may have saved the one as the other. */
async function* inColour(
  lines: AsyncIterable<Uint8Array>,
  channels: Channels,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const line of lines) yield channels === 3 ? line : coloured(line);
}

async function* bandsInColour(
  bands: AsyncIterable<Band>,
  channels: Channels,
): AsyncGenerator<Band> {
  for await (const { lines, repeat } of bands) {
    yield { lines: channels === 3 ? lines : coloured(lines), repeat };
  }
}

function coloured(gray: Uint8Array): Uint8Array {
  const colours = new Uint8Array(3 * gray.length);
  gray.forEach((level, at) => colours.fill(level, 3 * at, 3 * at + 3));
  return colours;
}

/** The gray levels of an RGB line; null when it has a colour. */
function grayOf(line: Uint8Array): Uint8Array | null {
  const gray = line.filter((_, at) => at % 3 === 0);
  return line.every((level, at) => level === gray[Math.floor(at / 3)]) ? gray : null;
}

/** Why the sheet cannot be made, if it cannot. */
function planned(
  recipe: SheetRecipe,
  models: SheetModels,
  longWords?: LongWords,
): SheetPlan | string {
  try {
    return planSheet(recipe, (model) => factsOf(models.get(model)), longWords);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown.message;
    throw thrown;
  }
}

/** Which kind of file the pixels are of: a JSON file may lie beside any. */
function formatOf({ format, provenance: { pixels } }: ReadSheet, plan: SheetPlan): SheetFormat {
  if (format !== 'json') return format;
  if (pixels.of === 'page') return 'png';
  return picturedPlan(plan, 'svg').width === pixels.width ? 'svg' : 'pdf';
}

/** Whether the file's pixels have the SHA-256 that was recorded; null where it holds none. */
async function isIntact(
  { picture, provenance: { pixels } }: ReadSheet,
  { signal }: WorkOptions,
): Promise<boolean | null> {
  if (picture === null) return null;
  if (typeof picture === 'string') return false;
  const { width, height } = picture;
  if (width !== pixels.width || height !== pixels.height) return false;
  if (width > widest || width * height > mostPixels) return false;
  try {
    return (await sha256In(pixels.channels, picture, signal)) === pixels.sha256;
  } catch (thrown) {
    if (thrown instanceof DamagedPicture) return false;
    throw thrown;
  }
}

/**
 * SHA-256 of a picture's pixels in the kind of colours in which they were recorded; null for a coloured picture that
 * was recorded as gray.
 *
 * @throws DamagedPicture
 */
async function sha256In(
  channels: Channels,
  picture: PackedPicture,
  signal?: AbortSignal,
): Promise<string | null> {
  const hash = createHash('sha256');
  for await (const line of unpackLines(picture)) {
    signal?.throwIfAborted();
    const same =
      picture.channels === channels ? line : channels === 3 ? coloured(line) : grayOf(line);
    if (same === null) return null;
    hash.update(same);
  }
  return hash.digest('hex');
}
