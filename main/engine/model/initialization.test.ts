import { describe, expect, it } from 'vitest';
import { presets } from '../../../shared/presets';
import { runConfigSchema } from '../../../shared/run-config';
import { sha256Hex } from '../checkpoint';
import { weightShapes } from '../../../shared/network-size';
import { initialWeights } from './initialization';

describe('weightShapes', () => {
  it('are those of the reference network', () => {
    expect(weightShapes(presets.seed.config, 10)).toEqual({
      'encoder.0.kernel': [794, 512],
      'encoder.0.bias': [512],
      'encoder.1.kernel': [512, 256],
      'encoder.1.bias': [256],
      'posterior.mean.kernel': [256, 2],
      'posterior.mean.bias': [2],
      'posterior.log_variance.kernel': [256, 2],
      'posterior.log_variance.bias': [2],
      'decoder.0.kernel': [12, 256],
      'decoder.0.bias': [256],
      'decoder.1.kernel': [256, 512],
      'decoder.1.bias': [512],
      'likelihood.logits.kernel': [512, 784],
      'likelihood.logits.bias': [784],
    });
  });

  it('put convolutions in front of the encoder and behind the decoder', () => {
    const shapes = weightShapes(presets.convolutional.config, 10);
    expect(shapes).toMatchObject({
      'encoder.convolution.0.kernel': [3, 3, 1, 32],
      'encoder.convolution.1.kernel': [3, 3, 32, 64],
      'encoder.0.kernel': [7 * 7 * 64 + 10, 256],
      'decoder.features.kernel': [256, 7 * 7 * 64],
      'decoder.deconvolution.0.kernel': [3, 3, 32, 64],
      'likelihood.logits.kernel': [3, 3, 1, 32],
      'likelihood.logits.bias': [1],
    });
  });
});

describe('weightShapes of a model that completes images', () => {
  it('are those of baseline, prior, recognition and generation network', () => {
    expect(weightShapes(presets['quadrants-1'].config, 10)).toMatchObject({
      'baseline.0.kernel': [784, 500],
      'baseline.1.kernel': [500, 500],
      'baseline.logits.kernel': [500, 784],
      'prior.0.kernel': [784, 500],
      'prior.mean.kernel': [500, 200],
      'prior.log_variance.kernel': [500, 200],
      'encoder.0.kernel': [784, 500],
      'posterior.mean.kernel': [500, 200],
      'decoder.0.kernel': [200, 500],
      'likelihood.logits.kernel': [500, 784],
    });
  });
});

describe('initialWeights', () => {
  const config = runConfigSchema.parse({ encoderSizes: [300], decoderSizes: [300], seed: 5 });

  it('are the same for the same seed, and others for another', () => {
    const kernel = (seed: number) => {
      const { values } = initialWeights({ ...config, seed }, 10)['encoder.0.kernel']!;
      return sha256Hex(new Uint8Array(values.buffer));
    };
    expect(kernel(5)).toBe(kernel(5));
    expect(kernel(5)).not.toBe(kernel(6));
  });

  it('have the variance of Glorot and Bengio, 2 / (fan in + fan out), and no bias', () => {
    const weights = initialWeights(config, 10);
    const { values } = weights['encoder.0.kernel']!;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(variance / (2 / (794 + 300))).toBeCloseTo(1, 2);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(
      1e-3,
    );
    expect(weights['encoder.0.bias']!.values.every((value) => value === 0)).toBe(true);
  });
});
