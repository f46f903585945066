import { WorkbenchError } from '../../../shared/errors';
import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import type {
  CheckpointWeights,
  Completions,
  Posterior,
  Reconstructions,
} from '../../../shared/sampler-protocol';
import { decodeSafetensors, sha256Hex } from '../checkpoint';
import { checkWeights } from '../check-tensors';
import { grayLevels, intensities } from '../gray-levels';
import { classCount, completesImages } from '../model/conditioning';
import {
  completeAt,
  conditionalPrior,
  decode,
  encode,
  likelihoodMean,
  reparameterize,
} from '../model/cvae';
import type { Weights } from '../model/layers';
import { baselineGuess } from '../model/quadrants';
import { reconstruct } from '../model/reconstruct';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { chunkSize, type Model } from './model';

/** Throws `database-damaged` when the bytes are not those that were stored, and of `checkWeights`. */
export function loadModel(checkpoint: CheckpointWeights): Model {
  return new LoadedModel(checkpoint.config, loadWeights(checkpoint));
}

/** A checkpoint's tensors, to be disposed of by the caller. Throws as `loadModel` does. */
export function loadWeights(checkpoint: CheckpointWeights): Weights {
  return Object.fromEntries(
    Object.entries(decodeVerified(checkpoint)).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, shape),
    ]),
  );
}

/** A checkpoint's tensors by name. Throws as `loadModel` does. */
export function decodeVerified({ config, weights, sha256, classes }: CheckpointWeights) {
  if (sha256Hex(weights) !== sha256) throw damaged();
  const { tensors } = decodeSafetensors(weights);
  checkWeights(config, tensors, classes ?? null);
  return tensors;
}

class LoadedModel implements Model {
  readonly classes: number;
  readonly bytes: number;
  readonly #config: RunConfig;
  readonly #weights: Weights;

  constructor(config: RunConfig, weights: Weights) {
    this.#config = config;
    this.#weights = weights;
    this.classes = classCount(config, weights);
    this.bytes = Object.values(weights).reduce((sum, { size }) => sum + 4 * size, 0);
  }

  get latentDimensions(): number {
    return this.#config.latentDimensions;
  }

  get completesImages(): boolean {
    return completesImages(this.#config);
  }

  decode(conditions: Uint8Array | Float32Array, latents: Float32Array): Uint8Array {
    const count = latents.length / this.latentDimensions;
    return inScope(() => {
      const z = padded(latents, this.latentDimensions);
      const y =
        conditions instanceof Uint8Array
          ? paddedLabels(conditions)
          : padded(conditions, this.classes);
      const logits = decode(this.#config, this.#weights, z, y);
      const means = likelihoodMean(this.#config, logits).dataSync<'float32'>();
      return grayLevels(means.subarray(0, count * pixelCount));
    });
  }

  encode(labels: Uint8Array, images: Uint8Array): Posterior {
    const length = labels.length * this.latentDimensions;
    return inScope(() => {
      const x = padded(intensities(images), pixelCount);
      const posterior = encode(this.#config, this.#weights, x, paddedLabels(labels));
      return {
        mean: posterior.mean.dataSync<'float32'>().subarray(0, length),
        logVariance: posterior.logVariance.dataSync<'float32'>().subarray(0, length),
      };
    });
  }

  reconstruct(labels: Uint8Array, images: Uint8Array): Reconstructions {
    return inScope(() => {
      const batch = {
        images: padded(intensities(images), pixelCount),
        labels: paddedLabels(labels),
      };
      const made = reconstruct(this.#config, this.#weights, batch);
      return {
        pixels: grayLevels(made.images.dataSync<'float32'>().subarray(0, images.length)),
        reconstruction: made.reconstruction.dataSync<'float32'>().subarray(0, labels.length),
        kl: made.kl && made.kl.dataSync<'float32'>().subarray(0, labels.length),
      };
    });
  }

  complete(images: Uint8Array, latents: Float32Array, fromPrior: boolean): Completions {
    const [config, weights] = [this.#config, this.#weights];
    return inScope(() => {
      const x = padded(intensities(images), pixelCount);
      const given = padded(latents, this.latentDimensions);
      const z = fromPrior ? reparameterize(conditionalPrior(config, weights, x), given) : given;
      const levels = (tensor: Tensor2D): Uint8Array =>
        grayLevels(tensor.dataSync<'float32'>().subarray(0, images.length));
      return {
        pixels: levels(completeAt(config, weights, x, z)),
        guesses: levels(baselineGuess(config, weights, x)),
        latents: z.dataSync<'float32'>().slice(0, latents.length),
      };
    });
  }

  dispose(): void {
    tf.dispose(Object.values(this.#weights));
  }
}

/** Gives back the memory of all tensors made in it. Unlike `tf.tidy`, does not look for tensors in typed arrays. */
function inScope<T>(compute: () => T): T {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

/** Values [n, width] with zeros after them: [chunkSize, width]. */
function padded(values: Float32Array, width: number): Tensor2D {
  const chunk = new Float32Array(chunkSize * width);
  chunk.set(values);
  return tf.tensor2d(chunk, [chunkSize, width]);
}

function paddedLabels(labels: Uint8Array): Tensor1D {
  const chunk = new Int32Array(chunkSize);
  chunk.set(labels);
  return tf.tensor1d(chunk, 'int32');
}

function damaged(): WorkbenchError {
  return new WorkbenchError({
    kind: 'database-damaged',
    message:
      'The weights of the checkpoint are damaged: their SHA-256 is not the one they were stored with.',
    remedy: 'Use another checkpoint of the run.',
  });
}
