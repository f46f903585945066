import { expect, it } from 'vitest';
import { parameterCount, sizeIssue } from './network-size';
import { readConfig, writeConfig } from './run-config-text';
import { runConfigSchema, type RunConfigInput } from './run-config';

const config = (input: RunConfigInput) => runConfigSchema.parse(input);
const dense = (sizes: number[], others: RunConfigInput = {}) =>
  config({ encoderSizes: sizes, decoderSizes: sizes, ...others });

it('counts the weights and biases of every layer', () => {
  // 784 + 10 -> 512 -> 256 -> mean and log-variance of 2; 2 + 10 -> 256 -> 512 -> 784.
  const encoder = 795 * 512 + 513 * 256 + 2 * 257 * 2;
  const decoder = 13 * 256 + 257 * 512 + 513 * 784;
  expect(parameterCount(config({}))).toBe(encoder + decoder);
  expect(parameterCount(config({ conditioning: 'none' }))).toBe(
    encoder + decoder - 10 * 512 - 10 * 256,
  );
});

it.each([
  ['dense', dense([4096, 4096, 512]), dense([4096, 4096, 2048])],
  ['averaged', dense([4096, 3072], { emaDecay: 0.9 }), dense([4096, 4096], { emaDecay: 0.9 })],
  [
    'with quadrants',
    dense([2048, 2048], { conditioning: 'quadrants-1' }),
    dense([4096, 4096], { conditioning: 'quadrants-1' }),
  ],
])('lets networks be as large as can be stored, and no larger: %s', (_, fits, tooLarge) => {
  expect(sizeIssue(fits)).toBeNull();
  expect(sizeIssue(tooLarge)?.message).toMatch(/ parameters\. At most [\d,]+ can be trained/);
});

it('refuses texts of too large networks by the field of the encoder', () => {
  const texts = writeConfig(dense([4096, 4096, 4096, 4096]));
  expect(readConfig(texts)).toMatchObject({ ok: false, issues: [{ field: 'encoderSizes' }] });
});
