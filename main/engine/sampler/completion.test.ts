import { afterAll, describe, expect, it } from 'vitest';
import { standardNormals } from '../../../shared/random';
import { runConfigSchema } from '../../../shared/run-config';
import { encodeSafetensors, sha256Hex } from '../checkpoint';
import { complete } from '../model/cvae';
import { initialWeights } from '../model/initialization';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { Job } from './job';
import { loadModel, loadWeights } from './loaded-model';
import { checkpointIds } from './testing';

const [checkpoint] = checkpointIds;
const count = 130;
const z = 6;
const config = runConfigSchema.parse({
  conditioning: 'quadrants-2',
  encoderSizes: [16],
  decoderSizes: [16],
  latentDimensions: z,
});
const bytes = encodeSafetensors(initialWeights(config, 10), {});
const stored = { checkpoint, config, weights: bytes, sha256: sha256Hex(bytes) };
const { testImages } = mnistSlice(0, count);
const noise = standardNormals(3, count * z);
const model = loadModel(stored);
afterAll(() => model.dispose());

function completed(latents: Float32Array, fromPrior: boolean, from = 0, to = count) {
  const job = new Job({
    ...{ kind: 'complete', id: 1, checkpoint, fromPrior },
    images: testImages.slice(from * 784, to * 784),
    latents: latents.slice(from * z, to * z),
  });
  for (;;) {
    const answer = job.advance(model);
    if (answer?.kind === 'completed') return answer;
    if (answer !== null) throw new Error(answer.kind);
  }
}

/** With two quadrants seen, those are the left half. */
const isSeen = (i: number) => i % 28 < 14;

describe('completing images', () => {
  const drawn = completed(noise, true);

  it('draws from each image’s own prior as the model does', () => {
    const expected = tf.tidy(() => {
      const weights = loadWeights(stored);
      const images = tf.tensor2d(
        Float32Array.from(testImages, (level) => level / 255),
        [count, 784],
      );
      return complete(config, weights, images, tf.tensor2d(noise, [count, z]));
    });
    const levels = expected.dataSync<'float32'>().map((intensity) => 255 * intensity);
    expected.dispose();
    expect(drawn.pixels.every((level, i) => Math.abs(level - levels[i]!) < 0.502)).toBe(true);
  });

  it('leaves the seen quadrants as they were, in completions and guesses', () => {
    for (const { pixels } of [drawn, { pixels: drawn.guesses }]) {
      expect(pixels.every((level, i) => !isSeen(i) || level === testImages[i])).toBe(true);
      expect(pixels.some((level, i) => !isSeen(i) && level !== testImages[i])).toBe(true);
    }
  });

  it('looks at nothing but the seen quadrants', () => {
    const job = new Job({
      ...{ kind: 'complete', id: 1, checkpoint, fromPrior: true },
      images: testImages.slice(0, 784).map((level, i) => (isSeen(i) ? level : 255 - level)),
      latents: noise.slice(0, z),
    });
    const answer = job.advance(model);
    expect(answer).toMatchObject({
      pixels: drawn.pixels.slice(0, 784),
      guesses: drawn.guesses.slice(0, 784),
    });
  });

  it('decodes latents as they are, also those that it drew', () => {
    expect(drawn.latents).not.toEqual(noise);
    const again = completed(drawn.latents, false);
    expect(Buffer.compare(again.pixels, drawn.pixels)).toBe(0);
    expect(again.latents).toEqual(drawn.latents);
  });

  it('gives an image the same bytes whatever it is completed with', () => {
    const { pixels, guesses } = completed(noise, true, 99, 101);
    expect(Buffer.compare(pixels, drawn.pixels.subarray(99 * 784, 101 * 784))).toBe(0);
    expect(Buffer.compare(guesses, drawn.guesses.subarray(99 * 784, 101 * 784))).toBe(0);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    completed(noise, true);
    expect(tf.memory().numTensors).toBe(before);
  });
});
