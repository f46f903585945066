import { imageSide, pixelCount } from './images';
import { kernelSide } from './network-size';
import { quadrantsSeen, type RunConfig } from './run-config';

export interface Multiplications {
  /** Of the networks that learn: encoder, decoder and, with quadrants, the prior network. */
  readonly learning: number;
  /** Of the baseline network, which with quadrants is trained first and then only read; else 0. */
  readonly baseline: number;
}

/**
 * Multiplications of one image's way forward through the network, biases and activations not counted: a
 * dense layer [in, out] takes in · out, a convolution outputs² · 9 · in · out, and as much the transposed
 * one that mirrors it.
 */
export function multiplications(config: RunConfig, classes = 10): Multiplications {
  const { channels, encoderSizes, decoderSizes, latentDimensions: z } = config;
  const label = config.conditioning === 'label' ? classes : 0;
  const convolutional = channels.reduce((sum, outputs, i) => {
    const side = imageSide / 2 ** (i + 1);
    return sum + side ** 2 * kernelSide ** 2 * (channels[i - 1] ?? 1) * outputs;
  }, 0);
  const innermost = (imageSide / 2 ** channels.length) ** 2 * (channels.at(-1) ?? 1);
  const encoder = (condition: number) =>
    convolutional + dense([innermost + condition, ...encoderSizes, 2 * z]);
  const decoder = dense([z + label, ...decoderSizes, innermost]) + convolutional;
  if (quadrantsSeen(config.conditioning) === 0) {
    return { learning: encoder(label) + decoder, baseline: 0 };
  }
  return {
    learning: 2 * encoder(0) + decoder,
    baseline: dense([pixelCount, ...encoderSizes, pixelCount]),
  };
}

/** Of dense layers through these widths. */
function dense(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, width, i) => sum + widths[i]! * width, 0);
}
