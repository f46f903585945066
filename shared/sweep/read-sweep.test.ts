import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigKey } from '../run-config';
import { writeConfig, type ConfigTexts } from '../run-config-text';
import { isOffered, mirror, readSweep, type Sweep } from './read-sweep';

const usual = writeConfig(runConfigSchema.parse({}));
type Edits = Partial<Record<RunConfigKey, string>>;
const texts = (edits: Edits): ConfigTexts => ({ ...usual, ...edits });

function sweep(edits: Edits): Sweep {
  const reading = readSweep(texts(edits));
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.sweep;
}

function refusal(edits: Edits) {
  const reading = readSweep(texts(edits));
  if (reading.ok) throw new Error('It was read.');
  return reading;
}

const issue = (key: RunConfigKey, text: string) =>
  refusal({ [key]: text }).issues.map(({ field, message }) => [field, message]);

describe('several values in a field', () => {
  it.each([
    ['beta', '1; 2;4', [1, 2, 4]],
    ['seed', '1..5', [1, 2, 3, 4, 5]],
    ['seed', '7; 1..2', [7, 1, 2]],
    ['epochs', '10..30 by 10', [10, 20, 30]],
    ['beta', '0..0.3 by 0.1', [0, 0.1, 0.2, 0.3]],
    ['activation', 'relu; silu', ['relu', 'silu']],
    ['biasFromMeans', 'false; true', [false, true]],
    ['channels', '; 32, 64', [[], [32, 64]]],
  ] as const)('of %s in %j', (key, text, values) => {
    const { configs, varied } = sweep({ [key]: text });
    expect(configs.map((config) => config[key])).toEqual(values);
    expect(varied).toEqual([key]);
  });

  it('count once each, also when written in another way', () => {
    expect(sweep({ beta: '1; 1; 1.0' })).toMatchObject({ configs: { length: 1 }, varied: [] });
  });

  it.each([
    ['beta', '1; x', '“x”: Beta must be a number from 0 to 1000.'],
    ['beta', '1;', 'A value is missing beside a semicolon. Beta must be a number from 0 to 1000.'],
    ['beta', '1..3', '“1..3”: say how far apart, such as 1..3 by 0.5.'],
    ['seed', '5..1', '“5..1”: a range goes up, from the smaller number to the larger one.'],
    [
      'seed',
      '1..5 by 0',
      '“1..5 by 0”: a range goes up, from the smaller number to the larger one.',
    ],
    ['epochs', '0..2', '“0”: Epochs must be a whole number from 1 to 10,000.'],
    ['epochs', '0', 'Epochs must be a whole number from 1 to 10,000.'],
    [
      'encoderSizes',
      '512; 0',
      '“0”: Encoder layers must be 1 to 8 whole numbers from 1 to 4,096, such as 512, 256.',
    ],
    [
      'seed',
      '1..2000000000',
      '“1..2000000000” has 2,000,000,000 values; a sweep makes at most 1,000 runs.',
    ],
  ] as const)('of %s in %j are refused: %s', (key, text, message) => {
    expect(issue(key, text)).toEqual([[key, message]]);
  });
});

describe('several fields with several values', () => {
  it('make all combinations, the last field changing fastest', () => {
    const { configs, varied } = sweep({ beta: '1; 4', seed: '1..3' });
    expect(configs.map(({ beta, seed }) => [beta, seed])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [4, 1],
      [4, 2],
      [4, 3],
    ]);
    expect(varied).toEqual(['beta', 'seed']);
  });

  it('make no two runs that are the same', () => {
    const { configs } = sweep({ learningRateDecay: 'none; step', decayEvery: '5; 10' });
    expect(configs.map((config) => [config.learningRateDecay, config.decayEvery])).toEqual([
      ['none', 10],
      ['step', 5],
      ['step', 10],
    ]);
  });

  it('are refused when they make more runs than anyone wants', () => {
    expect(refusal({ seed: '1..100', epochs: '1..11' }).problem).toBe(
      'These values make 1,100 runs; a sweep has at most 1,000. Take some values out.',
    );
    expect(sweep({ seed: '1..100', epochs: '1..10' }).configs).toHaveLength(1000);
  });

  it('are refused with the combination in which they do not go together', () => {
    expect(refusal({ epochs: '5; 50', klWarmupEpochs: '10' }).issues).toEqual([
      {
        field: 'klWarmupEpochs',
        message: 'KL warm-up must not be longer than the training. (Epochs 5)',
      },
    ]);
  });
});

describe('encoders with mirrored decoders', () => {
  it('stay mirrored in each run', () => {
    const encoderSizes = '512, 256; 64';
    const { configs, varied, differing } = sweep({
      encoderSizes,
      decoderSizes: mirror(encoderSizes),
    });
    expect(configs.map((config) => [config.encoderSizes, config.decoderSizes])).toEqual([
      [
        [512, 256],
        [256, 512],
      ],
      [[64], [64]],
    ]);
    expect(varied).toEqual(['encoderSizes']);
    expect(differing).toEqual(['encoderSizes', 'decoderSizes']);
  });

  it('are combined with decoders that are none', () => {
    const { configs } = sweep({ encoderSizes: '512; 64', decoderSizes: '64; 512' });
    expect(configs).toHaveLength(4);
  });
});

describe('fields on offer', () => {
  it('are those in force in at least one run', () => {
    expect(isOffered('decayEvery', texts({ learningRateDecay: 'none; step' }))).toBe(true);
    expect(isOffered('decayEvery', texts({ learningRateDecay: 'none; cosine' }))).toBe(false);
    expect(isOffered('baselineEpochs', texts({ conditioning: 'label; quadrants-1' }))).toBe(true);
  });

  it('leave alone what is wrong in the others', () => {
    expect(sweep({ decayEvery: 'soon; later' }).configs).toHaveLength(1);
  });
});
