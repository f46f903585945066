import { describe, expect, it } from 'vitest';
import { presets } from '../../shared/presets';
import { configFrom, parseAssignment, type Assignment } from './settings';
import { thrownBy } from './testing/thrown-by';

describe('configFrom', () => {
  it('is the preset where nothing is set', () => {
    expect(configFrom('vae', [])).toEqual(presets.vae.config);
  });

  it('reads numbers, lists, truth values and names', () => {
    const config = configFrom('seed', [
      ['beta', '0.5'],
      ['learningRate', '1e-4'],
      ['encoderSizes', '512, 256'],
      ['decoderSizes', '64'],
      ['channels', ''],
      ['biasFromMeans', 'true'],
      ['activation', 'silu'],
    ]);

    expect(config).toEqual({
      ...presets.seed.config,
      beta: 0.5,
      learningRate: 1e-4,
      encoderSizes: [512, 256],
      decoderSizes: [64],
      channels: [],
      biasFromMeans: true,
      activation: 'silu',
    });
  });

  it.each<[Assignment, string]>([
    [['epochs', '0'], 'Epochs must be a whole number from 1 to 10,000.'],
    [['epochs', '2.5'], 'Epochs must be a whole number from 1 to 10,000.'],
    [['epochs', ''], 'Epochs must be a whole number from 1 to 10,000.'],
    [['beta', 'NaN'], 'Beta must be a number from 0 to 1000.'],
    [['learningRate', 'fast'], 'Learning rate must be a number above 0, at most 1.'],
    [
      ['encoderSizes', '512,1000000000,x'],
      'Encoder layers must be 1 to 8 whole numbers from 1 to 4,096, such as 512, 256.',
    ],
    [['biasFromMeans', 'yes'], 'Bias from means must be true or false.'],
    [
      ['conditioning', 'colour'],
      'Condition must be one of label, none, quadrants-1, quadrants-2, quadrants-3.',
    ],
  ])('refuses %j in the words of the schema, once', (assignment, message) => {
    expect(thrownBy(() => configFrom('seed', [assignment]))).toMatchObject({
      kind: 'invalid-input',
      issues: [{ field: assignment[0], message }],
    });
  });

  it('names every field that is wrong', () => {
    const assignments: Assignment[] = [
      ['epochs', '0'],
      ['epoch', '3'],
      ['toString', '1'],
      ['seed', '1'],
      ['seed', '2'],
    ];

    expect(thrownBy(() => configFrom('seed', assignments))).toMatchObject({
      issues: [{ field: 'epoch' }, { field: 'toString' }, { field: 'seed' }, { field: 'epochs' }],
    });
  });
});

it('splits key=value at the first equals sign', () => {
  expect(parseAssignment('dataset=a=b')).toEqual(['dataset', 'a=b']);
  expect(parseAssignment('channels=')).toEqual(['channels', '']);
  expect(parseAssignment('=1')).toBeNull();
  expect(parseAssignment('beta')).toBeNull();
});
