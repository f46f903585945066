import { describe, expect, it } from 'vitest';
import { numberedNames } from '../../shared/datasets';
import { presetIds, presets } from '../../shared/presets';
import { runConfigSchema } from '../../shared/run-config';
import { runConfigKeys, writeConfig } from '../../shared/run-config-text';
import {
  advancedGroups,
  datasetChoices,
  edit,
  layerLine,
  mainGroups,
  presetOf,
  readForm,
  unusualAdvanced,
} from './form';

const seed = writeConfig(presets.seed.config);
const mnist = {
  classes: 10,
  classNames: numberedNames(10),
  trainCount: 60_000,
  testCount: 10_000,
  bytes: 55_000_000,
  createdAt: null,
  runs: 0,
  problem: null,
};

describe('the form of a new run', () => {
  it('offers every key once', () => {
    const offered = [...mainGroups, ...advancedGroups].flatMap(({ keys }) => keys);
    expect([...offered].sort()).toEqual([...runConfigKeys].sort());
  });

  it.each(presetIds)('takes the preset %s as it is', (id) => {
    const texts = writeConfig(presets[id].config);
    expect(readForm(texts).sweep?.configs).toEqual([presets[id].config]);
    expect(presetOf(texts)).toBe(id);
  });

  it.each([
    ['epochs', '0'],
    ['epochs', ''],
    ['beta', 'NaN'],
    ['learningRate', '0,001'],
    ['encoderSizes', '1000000000'],
  ] as const)('stands for no run while %s is %j, and says so at that field alone', (key, text) => {
    const { sweep, issues } = readForm({ ...seed, [key]: text });
    expect(sweep).toBeNull();
    expect([...issues.keys()]).toEqual([key]);
  });

  it('tells of fields that do not go together', () => {
    const { issues } = readForm({ ...seed, trainLimit: '50' });
    expect([...issues]).toEqual([
      ['batchSize', 'Batch size must not exceed the 50 training images.'],
    ]);
  });

  it('lets rest what was left in a field that is not in force', () => {
    const wrong = { ...seed, decayEvery: 'soon', baselineEpochs: '' };
    expect(readForm(wrong).sweep?.configs).toEqual([presets.seed.config]);
    expect([...readForm({ ...wrong, learningRateDecay: 'step' }).issues.keys()]).toEqual([
      'decayEvery',
    ]);
    expect([...readForm({ ...wrong, conditioning: 'quadrants-1' }).issues.keys()]).toEqual([
      'baselineEpochs',
    ]);
  });

  it('tells of datasets that are not there, or damaged', () => {
    const datasets = [
      { ...mnist, id: 'mnist', name: 'MNIST' },
      { ...mnist, id: 'kmnist', name: 'KMNIST', problem: 'A file is missing.' },
    ];
    const issue = (dataset: string) =>
      readForm({ ...seed, dataset }, datasets).issues.get('dataset');
    expect(issue('mnist')).toBeUndefined();
    expect(issue('mnist; gone')).toMatch(/^There is no dataset “gone” here/);
    expect(issue('kmnist')).toBe('KMNIST: A file is missing.');
    expect(datasetChoices(datasets, 'mnist; gone').map(({ label }) => label)).toEqual([
      'MNIST',
      'KMNIST',
      'gone',
    ]);
  });

  it('keeps the decoder mirrored until it is edited itself', () => {
    const wider = edit(seed, 'encoderSizes', '800,400, 200');
    expect(wider.decoderSizes).toBe('200, 400, 800');
    expect(edit(seed, 'encoderSizes', '512, 256; 64').decoderSizes).toBe('256, 512; 64');
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
