import { pixelCount } from '../../../shared/images';
import type { Weights } from '../model/layers';
import { featureCount, judgeChunk, type Verdicts } from './judge';
import type { Pause } from './pause';

/** Images that there are, or that are made when they are asked for. */
export interface ImageSource {
  readonly count: number;
  /** Gray levels [(to - from) * 784] of the images `from` to `to - 1`. */
  readonly render: (from: number, to: number) => Uint8Array;
}

/** Images shown to the judge at once: about 10 ms. */
const chunkSize = 200;

/** What the judge makes of all images. */
export async function judgeImages(
  judge: Weights,
  { count, render }: ImageSource,
  pause: Pause,
): Promise<Verdicts> {
  const features = new Float32Array(count * featureCount);
  const labels = new Int32Array(count);
  for (let from = 0; from < count; from += chunkSize) {
    const to = Math.min(from + chunkSize, count);
    const chunk = judgeChunk(judge, render(from, to));
    features.set(chunk.features, from * featureCount);
    labels.set(chunk.labels, from);
    await pause(to / count);
  }
  return { features, labels };
}

/** Of gray levels [n, 784], all or those at `indices`. */
export function stored(images: Uint8Array, indices?: Int32Array): ImageSource {
  const image = (row: number): Uint8Array =>
    images.subarray(row * pixelCount, (row + 1) * pixelCount);
  if (indices === undefined) {
    return {
      count: images.length / pixelCount,
      render: (from, to) => images.subarray(from * pixelCount, to * pixelCount),
    };
  }
  return {
    count: indices.length,
    render(from, to) {
      const levels = new Uint8Array((to - from) * pixelCount);
      indices
        .subarray(from, to)
        .forEach((index, row) => levels.set(image(index), row * pixelCount));
      return levels;
    },
  };
}
