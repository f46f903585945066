import { WorkbenchError } from '../errors';
import { imageSide, pixelCount } from '../images';
import { isQuadrantSeen } from '../quadrants';
import type { RequestOptions } from '../sampler-requests';
import type { SheetImage } from './content-schemas';
import type { SeenQuadrants } from './contents/content-plan';

/** Where test images come from. */
export interface TestImageSource {
  /** `count` images of a dataset's test set from number `from` on; fewer at its end. */
  testImages(
    dataset: string,
    from: number,
    count: number,
    options?: RequestOptions,
  ): Promise<{ readonly images: Uint8Array; readonly labels: Uint8Array; readonly total: number }>;
}

/** Of a quadrant that is not shown: told from black and from strokes. */
const hiddenLevel = 64;

/** What a model is shown of gray levels [784]. */
export function shownOf(levels: Uint8Array, quadrants: SeenQuadrants): Uint8Array {
  const half = imageSide / 2;
  return levels.map((level, at) => {
    const isTop = at < half * imageSide;
    const isLeft = at % imageSide < half;
    return isQuadrantSeen(quadrants, { isTop, isLeft }) ? level : hiddenLevel;
  });
}

function levelsFromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: pixelCount }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}

/** Of neighbours in the test set, so many that are not wanted are asked for rather than asked twice. */
const mostBetween = 64;

interface FoundImage {
  /** Gray levels [784]. */
  readonly pixels: Uint8Array;
  /** 0 for a drawing, which has none. */
  readonly label: number;
}

/**
 * Loads these images: those of a test set by number, and drawings.
 *
 * @throws WorkbenchError `invalid-input` for numbers that the test set lacks, and what the sampler reports
 */
export async function findImages(
  dataset: string,
  images: readonly SheetImage[],
  sampler: TestImageSource,
  options: RequestOptions = {},
): Promise<(image: SheetImage) => FoundImage> {
  const found = new Map<SheetImage, FoundImage>();
  const wanted = [...new Set(images)].filter((image) => typeof image === 'number');
  wanted.sort((a, b) => a - b);
  for (let begin = 0; begin < wanted.length;) {
    let end = begin + 1;
    while (end < wanted.length && wanted[end]! - wanted[end - 1]! <= mostBetween) end++;
    const from = wanted[begin]!;
    const { images, labels, total } = await sampler.testImages(
      dataset,
      from,
      wanted[end - 1]! - from + 1,
      options,
    );
    for (const number of wanted.slice(begin, end)) {
      const label = labels[number - from];
      if (label === undefined) throw noSuchImage(number, total);
      const at = (number - from) * pixelCount;
      found.set(number, { pixels: images.subarray(at, at + pixelCount), label });
    }
    begin = end;
  }
  for (const image of images) {
    if (typeof image === 'string') found.set(image, { pixels: levelsFromHex(image), label: 0 });
  }
  return (image) => found.get(image)!;
}

function noSuchImage(number: number, total: number): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `There is no test image ${number.toLocaleString('en')}: the test set has ${total.toLocaleString('en')}, counted from 0.`,
  });
}
