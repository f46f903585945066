import { describe, expect, it } from 'vitest';
import { presetIds, presets } from '../../shared/presets';
import { runConfigSchema } from '../../shared/run-config';
import { runConfigKeys, writeConfig } from '../../shared/run-config-text';
import {
  advancedGroups,
  edit,
  layerLine,
  mainGroups,
  presetOf,
  readForm,
  unusualAdvanced,
} from './form';

const seed = writeConfig(presets.seed.config);

describe('the form of a new run', () => {
  it('offers every key but the dataset, once', () => {
    const offered = [...mainGroups, ...advancedGroups].flatMap(({ keys }) => keys);
    expect([...offered, 'dataset'].sort()).toEqual([...runConfigKeys].sort());
  });

  it.each(presetIds)('takes the preset %s as it is', (id) => {
    const texts = writeConfig(presets[id].config);
    expect(readForm(texts)).toEqual({ config: presets[id].config, issues: new Map() });
    expect(presetOf(texts)).toBe(id);
  });

  it.each([
    ['epochs', '0'],
    ['epochs', ''],
    ['beta', 'NaN'],
    ['learningRate', '0,001'],
    ['encoderSizes', '1000000000'],
  ] as const)(
    'has no configuration while %s is %j, and says so at that field alone',
    (key, text) => {
      const { config, issues } = readForm({ ...seed, [key]: text });
      expect(config).toBeNull();
      expect([...issues.keys()]).toEqual([key]);
    },
  );

  it('tells of fields that do not go together', () => {
    const { issues } = readForm({ ...seed, trainLimit: '50' });
    expect([...issues]).toEqual([
      ['batchSize', 'Batch size must not exceed the 50 training images.'],
    ]);
  });

  it('lets rest what was left in a field that is not in force', () => {
    const wrong = { ...seed, decayEvery: 'soon', baselineEpochs: '' };
    expect(readForm(wrong).config).toEqual(presets.seed.config);
    expect([...readForm({ ...wrong, learningRateDecay: 'step' }).issues.keys()]).toEqual([
      'decayEvery',
    ]);
    expect([...readForm({ ...wrong, conditioning: 'quadrants-1' }).issues.keys()]).toEqual([
      'baselineEpochs',
    ]);
  });

  it('keeps the decoder mirrored until it is edited itself', () => {
    const wider = edit(seed, 'encoderSizes', '800,400, 200');
    expect(wider.decoderSizes).toBe('200, 400, 800');
    const own = edit(wider, 'decoderSizes', '64');
    expect(edit(own, 'encoderSizes', '512').decoderSizes).toBe('64');
  });

  it('knows when it is no longer a preset', () => {
    expect(presetOf(edit(seed, 'seed', '2'))).toBeNull();
    expect(presetOf(edit(seed, 'seed', '1 '))).toBe('seed');
  });

  it('lists what is unusual among the advanced fields', () => {
    expect(unusualAdvanced(seed)).toEqual([]);
    expect(unusualAdvanced(writeConfig(presets.convolutional.config))).toEqual(['Channels 32, 64']);
  });
});

describe('the line of layers', () => {
  it.each([
    [{}, '784 + label → 512 → 256 → z 2 + label → 256 → 512 → 784'],
    [{ conditioning: 'none' }, '784 → 512 → 256 → z 2 → 256 → 512 → 784'],
    [
      { channels: [32, 64], encoderSizes: [256], decoderSizes: [256] },
      '784 + label → conv 32 → conv 64 → 256 → z 2 + label → 256 → conv 64 → conv 32 → 784',
    ],
  ] as const)('of %j', (input, line) => {
    expect(layerLine(runConfigSchema.parse(input))).toBe(line);
  });
});
