import type { CheckpointId } from '../ids';
import { quadrantsSeen } from '../run-config';
import { pixelCount } from '../images';
import type { RequestOptions } from '../sampler-requests';
import type { CellSource } from './contents/content-plan';
import type { SheetModel } from './model-schema';
import type { SheetPlan } from './plan';
import { findImages, shownOf, type TestImageSource } from './shown-images';

/** Labels [n], or shares [n, classes] of each label. */
export type SheetConditions =
  Uint8Array | { readonly shares: Float32Array; readonly classes: number };

/** What a sheet asks of the sampler: the clients of window and main are such. At most 20,000 images at once. */
export interface SheetSampler extends TestImageSource {
  /** Gray levels [n, 784] of conditions [n] and latents [n, z]. */
  decode(
    checkpoint: CheckpointId,
    conditions: SheetConditions,
    latents: Float32Array,
    options?: RequestOptions,
  ): Promise<Uint8Array>;
  /** The posterior's mean [n, z] of gray levels [n, 784] with labels [n]. */
  encode(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    images: Uint8Array,
    options?: RequestOptions,
  ): Promise<{ readonly mean: Float32Array }>;
  /**
   * Gray levels [n, 784] completed from the seen quadrants of others, by noise [n, z] that each image's own prior
   * scales and moves when `fromPrior`.
   */
  complete(
    checkpoint: CheckpointId,
    images: Uint8Array,
    noise: Float32Array,
    fromPrior: boolean,
    options?: RequestOptions,
  ): Promise<{ readonly pixels: Uint8Array }>;
}

export interface DrawOptions extends Pick<RequestOptions, 'signal'> {
  /** Under which id the sampler knows a model; its own, unless it came with a file. */
  readonly idOf?: ((model: SheetModel) => CheckpointId) | undefined;
}

type Of<K extends CellSource['kind']> = Extract<CellSource, { kind: K }>;
interface Placed<Source> {
  /** Index of the cell in what is drawn. */
  readonly at: number;
  readonly source: Source;
}

/**
 * Draws the cells of the rows `from` to `to - 1`: gray levels [n, 784] as the models give them, 0 for blank cells.
 *
 * @throws WorkbenchError what the sampler reports, `cancelled` as soon as the signal aborts, and `invalid-input` for images that the test set lacks.
 */
export async function drawCells(
  plan: SheetPlan,
  from: number,
  to: number,
  sampler: SheetSampler,
  { idOf = ({ checkpoint }) => checkpoint, signal }: DrawOptions = {},
): Promise<Uint8Array> {
  const { columns, models } = plan;
  const pixels = new Uint8Array((to - from) * columns * pixelCount);
  const put = (cells: readonly Placed<unknown>[], levels: Uint8Array): void =>
    cells.forEach(({ at }, i) => {
      pixels.set(levels.subarray(i * pixelCount, (i + 1) * pixelCount), at * pixelCount);
    });

  const cells = Array.from({ length: (to - from) * columns }, (_, at): Placed<CellSource> => {
    const source = plan.cell(from + Math.floor(at / columns), at % columns);
    return { at, source };
  });
  const ofKind = <K extends CellSource['kind']>(kind: K) =>
    cells.filter((cell): cell is Placed<Of<K>> => cell.source.kind === kind);

  for (const [model, decoded] of grouped(ofKind('decoded'))) {
    const { facts, ...named } = models[model]!;
    const latents = joined(decoded.map(({ source }) => source.latent));
    const conditions = conditionsOf(decoded, facts.classes);
    put(decoded, await sampler.decode(idOf(named), conditions, latents, { signal }));
  }
  const shown = ofKind('image');
  const rebuilt = ofKind('rebuilt');
  const completed = ofKind('completed');
  const wanted = [...shown, ...rebuilt, ...completed].map(({ source }) => source.image);
  if (wanted.length === 0) return pixels;

  const imageOf = await findImages(datasetOf(plan), wanted, sampler, { signal });
  for (const { at, source } of shown) {
    const { pixels: whole } = imageOf(source.image);
    const { quadrants } = source;
    const levels = quadrants === undefined ? whole : shownOf(whole, quadrants);
    pixels.set(levels, at * pixelCount);
  }
  for (const [model, group] of grouped(completed)) {
    const noise = joined(group.map(({ source }) => source.noise));
    const images = joined(group.map(({ source }) => imageOf(source.image).pixels));
    const id = idOf(models[model]!);
    put(group, (await sampler.complete(id, images, noise, true, { signal })).pixels);
  }
  for (const [model, group] of grouped(rebuilt)) {
    const id = idOf(models[model]!);
    const images = group.map(({ source }) => imageOf(source.image));
    const labels = Uint8Array.from(images, ({ label }) => label);
    const levels = joined(images.map((image) => image.pixels));
    const { mean } = await sampler.encode(id, labels, levels, { signal });
    put(group, await sampler.decode(id, labels, mean, { signal }));
  }
  return pixels;
}

function grouped<Source extends { readonly model: number }>(cells: readonly Placed<Source>[]) {
  const groups = new Map<number, Placed<Source>[]>();
  for (const cell of cells) {
    const group = groups.get(cell.source.model);
    if (group === undefined) groups.set(cell.source.model, [cell]);
    else group.push(cell);
  }
  return groups;
}

function conditionsOf(cells: readonly Placed<Of<'decoded'>>[], classes: number): SheetConditions {
  if (cells.every(({ source }) => source.blend === undefined)) {
    return Uint8Array.from(cells, ({ source }) => source.label);
  }
  const shares = new Float32Array(cells.length * classes);
  cells.forEach(({ source: { label, blend = { label, share: 0 } } }, i) => {
    shares[i * classes + label]! += 1 - blend.share;
    shares[i * classes + blend.label]! += blend.share;
  });
  return { shares, classes };
}

/** The dataset whose test images a sheet shows: one for all models that are shown some. */
function datasetOf({ models }: SheetPlan): string {
  const completing = models.find(({ facts }) => quadrantsSeen(facts.conditioning) > 0);
  return (completing ?? models[0]!).facts.dataset;
}

function joined<T extends Uint8Array | Float32Array>(parts: readonly T[]): T {
  const first = parts[0]!;
  const all = new (first.constructor as new (length: number) => T)(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
