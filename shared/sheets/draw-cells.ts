import { WorkbenchError } from '../errors';
import type { CheckpointId } from '../ids';
import { pixelCount } from '../images';
import type { CellSource } from './contents/content-plan';
import type { SheetModel } from './model-schema';
import type { SheetPlan } from './plan';

/** Labels [n], or shares [n, classes] of each label. */
export type SheetConditions =
  Uint8Array | { readonly shares: Float32Array; readonly classes: number };

/** What a sheet asks of the sampler: the clients of window and main are such. At most 20,000 images at once. */
export interface SheetSampler {
  /** Gray levels [n, 784] of conditions [n] and latents [n, z]. */
  decode(
    checkpoint: CheckpointId,
    conditions: SheetConditions,
    latents: Float32Array,
  ): Promise<Uint8Array>;
  /** The posterior's mean [n, z] of gray levels [n, 784] with labels [n]. */
  encode(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    images: Uint8Array,
  ): Promise<{ readonly mean: Float32Array }>;
  /** `count` images of a dataset's test set from number `from` on; fewer at its end. */
  testImages(
    dataset: string,
    from: number,
    count: number,
  ): Promise<{ readonly images: Uint8Array; readonly labels: Uint8Array; readonly total: number }>;
}

export interface DrawOptions {
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
 * @throws WorkbenchError what the sampler reports, and `invalid-input` for images that the test set lacks.
 */
export async function drawCells(
  plan: SheetPlan,
  from: number,
  to: number,
  sampler: SheetSampler,
  { idOf = ({ checkpoint }) => checkpoint }: DrawOptions = {},
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
    put(decoded, await sampler.decode(idOf(named), conditions, latents));
  }
  const shown = ofKind('test-image');
  const rebuilt = ofKind('rebuilt');
  if (shown.length + rebuilt.length === 0) return pixels;

  const wanted = [...shown, ...rebuilt].map(({ source }) => source.image);
  const testSet = await testImages(models[0]!.facts.dataset, wanted, sampler);
  if (shown.length > 0)
    put(shown, joined(shown.map(({ source }) => testSet.get(source.image)!.pixels)));
  for (const [model, group] of grouped(rebuilt)) {
    const id = idOf(models[model]!);
    const images = group.map(({ source }) => testSet.get(source.image)!);
    const labels = Uint8Array.from(images, ({ label }) => label);
    const levels = joined(images.map((image) => image.pixels));
    const { mean } = await sampler.encode(id, labels, levels);
    put(group, await sampler.decode(id, labels, mean));
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

/** Of neighbours in the test set, so many that are not wanted are asked for rather than asked twice. */
const mostBetween = 64;

/** These images of a test set and their labels, by number. */
async function testImages(dataset: string, numbers: readonly number[], sampler: SheetSampler) {
  const found = new Map<number, { readonly pixels: Uint8Array; readonly label: number }>();
  const wanted = [...new Set(numbers)].sort((a, b) => a - b);
  for (let begin = 0; begin < wanted.length;) {
    let end = begin + 1;
    while (end < wanted.length && wanted[end]! - wanted[end - 1]! <= mostBetween) end++;
    const from = wanted[begin]!;
    const { images, labels, total } = await sampler.testImages(
      dataset,
      from,
      wanted[end - 1]! - from + 1,
    );
    for (const number of wanted.slice(begin, end)) {
      const label = labels[number - from];
      if (label === undefined) throw noSuchImage(number, total);
      const at = (number - from) * pixelCount;
      found.set(number, { pixels: images.subarray(at, at + pixelCount), label });
    }
    begin = end;
  }
  return found;
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

function noSuchImage(number: number, total: number): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `There is no test image ${number.toLocaleString('en')}: the test set has ${total.toLocaleString('en')}, counted from 0.`,
  });
}
