import { afterAll, describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../../shared/run-config';
import { encodeSafetensors, sha256Hex } from '../checkpoint';
import { initialWeights } from '../model/initialization';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { Job } from './job';
import { loadModel } from './loaded-model';
import { chunkSize } from './model';
import { checkpointIds } from './testing';

const [checkpoint] = checkpointIds;
const count = chunkSize + 20;
const config = runConfigSchema.parse({ encoderSizes: [16], decoderSizes: [16] });
const bytes = encodeSafetensors(initialWeights(config, 10), {});
const model = loadModel({ checkpoint, config, weights: bytes, sha256: sha256Hex(bytes) });
afterAll(() => model.dispose());
const { testImages: images, testLabels } = mnistSlice(0, count);
const labels = Uint8Array.from(testLabels);

function reconstructed(from = 0, to = count) {
  const job = new Job({
    ...{ kind: 'reconstruct', id: 1, checkpoint },
    labels: labels.slice(from, to),
    images: images.slice(from * 784, to * 784),
  });
  for (;;) {
    const answer = job.advance(model);
    if (answer?.kind === 'reconstructed') return answer;
    if (answer !== null) throw new Error(answer.kind);
  }
}

describe('reconstructing images', () => {
  const all = reconstructed();

  it('decodes the posterior’s mean', () => {
    const some = [labels.subarray(0, 5), images.subarray(0, 5 * 784)] as const;
    const expected = model.decode(some[0], model.encode(...some).mean);
    expect(Buffer.compare(all.pixels.subarray(0, 5 * 784), expected)).toBe(0);
  });

  it('gives an image the same nats and bytes whatever it is asked for with', () => {
    const [from, to] = [chunkSize - 1, chunkSize + 3];
    const some = reconstructed(from, to);
    expect(some.reconstruction).toEqual(all.reconstruction.slice(from, to));
    expect(some.kl).toEqual(all.kl?.slice(from, to));
    expect(Buffer.compare(some.pixels, all.pixels.subarray(from * 784, to * 784))).toBe(0);
    expect(all.reconstruction.every((nats) => nats > 0)).toBe(true);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    reconstructed();
    expect(tf.memory().numTensors).toBe(before);
  });
});
