import { describe, expect, it } from 'vitest';
import { presetIds, presets } from './presets';
import { runConfigSchema, type RunConfigKey } from './run-config';
import { runConfigFields } from './run-config-fields';
import { configGlance } from './run-config-glance';
import { readConfig, writeConfig } from './run-config-text';

const usual = writeConfig(runConfigSchema.parse({}));

/** The message for `key` when its text is `text` and all else is as usual; undefined when it is accepted. */
function complaint(key: RunConfigKey, text: string): string | undefined {
  const reading = readConfig({ ...usual, [key]: text });
  return reading.ok ? undefined : reading.issues.find(({ field }) => field === key)?.message;
}

describe('reading a configuration from texts', () => {
  it.each(presetIds)('reads what it wrote of the preset %s', (id) => {
    const { config } = presets[id];
    expect(readConfig(writeConfig(config))).toEqual({ ok: true, config });
  });

  it('has a text and a field for every key of the schema', () => {
    expect(Object.keys(runConfigFields).sort()).toEqual(
      Object.keys(runConfigSchema.parse({})).sort(),
    );
  });

  it.each([
    ['learningRate', '1e-3', 0.001],
    ['learningRate', ' .5 ', 0.5],
    ['encoderSizes', '512,256', [512, 256]],
    ['encoderSizes', '512 256', [512, 256]],
    ['channels', '', []],
    ['biasFromMeans', 'true', true],
  ] as const)('reads %s from %j', (key, text, value) => {
    const reading = readConfig({ ...usual, [key]: text });
    expect(reading.ok && reading.config[key]).toEqual(value);
  });

  it.each([
    ['epochs', '', 'Epochs must be a whole number from 1 to 10,000.'],
    ['epochs', '0', 'Epochs must be a whole number from 1 to 10,000.'],
    ['epochs', 'NaN', 'Epochs must be a whole number from 1 to 10,000.'],
    ['epochs', '1.5', 'Epochs must be a whole number from 1 to 10,000.'],
    ['epochs', '0x10', 'Epochs must be a whole number from 1 to 10,000.'],
    ['beta', 'Infinity', 'Beta must be a number from 0 to 1000.'],
    ['beta', '1e999', 'Beta must be a number from 0 to 1000.'],
    ['learningRate', '0,001', 'Write numbers with a point and no commas, such as 0.001 or 60000.'],
    ['trainLimit', '60,000', 'Write numbers with a point and no commas, such as 0.001 or 60000.'],
    ['biasFromMeans', 'yes', 'Bias from means must be true or false.'],
  ] as const)('refuses %s %j', (key, text, message) => {
    expect(complaint(key, text)).toBe(message);
  });

  it.each(['1000000000', '', '512,,256', '512, x', '0'])('refuses encoder layers %j', (text) => {
    expect(complaint('encoderSizes', text)).toMatch(
      /whole numbers from 1 to 4,096, such as 512, 256/,
    );
  });

  it('names every field that is wrong', () => {
    const reading = readConfig({ ...usual, epochs: '0', beta: '' });
    expect(reading.ok ? [] : reading.issues.map(({ field }) => field)).toEqual(['beta', 'epochs']);
  });
});

describe('a configuration at a glance', () => {
  it.each([
    [{}, 'z 2 · β 1 · label · 512-256'],
    [{ conditioning: 'none', latentDimensions: 20 }, 'z 20 · β 1 · no label · 512-256'],
    [{ decoderSizes: [128] }, 'z 2 · β 1 · label · 512-256 / 128'],
    [
      { channels: [32, 64], encoderSizes: [256], decoderSizes: [256], learningRate: 0.0003 },
      'z 2 · β 1 · label · conv 32-64, 256 · lr 0.0003',
    ],
  ] as const)('of %j', (input, line) => {
    expect(configGlance(runConfigSchema.parse(input))).toBe(line);
  });
});
