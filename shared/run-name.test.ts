import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput, type RunConfigKey } from './run-config';
import { writeConfig } from './run-config-text';
import { nameFromConfig, sweepNames, sweepTag } from './run-name';
import { readSweep } from './sweep/read-sweep';

const usual = writeConfig(runConfigSchema.parse({}));

function sweepOf(edits: Partial<Record<RunConfigKey, string>>) {
  const reading = readSweep({ ...usual, ...edits });
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.sweep;
}

describe('the name of a run that was given none', () => {
  const nameOf = (config: RunConfigInput) => nameFromConfig(runConfigSchema.parse(config));

  it('is its preset’s, with the seed unless it is the usual one', () => {
    expect(nameOf({})).toBe('Reference CVAE');
    expect(nameOf({ epochs: 3, checkpointEvery: 1 })).toBe('Reference CVAE');
    expect(nameOf({ conditioning: 'none', seed: 7 })).toBe('Plain VAE · seed 7');
  });

  it('says what differs from the nearest preset', () => {
    expect(nameOf({ latentDimensions: 5, beta: 4 })).toBe('Reference CVAE · z 5 · β 4');
    expect(nameOf({ latentDimensions: 20, trainLimit: 6000 })).toBe('z = 20 · 6,000 images');
    expect(nameOf({ encoderSizes: [64], decoderSizes: [64] })).toBe('Reference CVAE · encoder 64');
    expect(nameOf({ decoderSizes: [64] })).toBe('Reference CVAE · decoder 64');
  });

  it('tells a configuration far from every preset at a glance', () => {
    const far = {
      ...{ encoderSizes: [9, 8], decoderSizes: [7], latentDimensions: 3 },
      ...{ beta: 2, activation: 'tanh' as const, batchSize: 50 },
    };
    expect(nameOf(far)).toBe('z 3 · β 2 · label · 9-8 / 7 · tanh · batch 50');
  });
});

describe('names of a sweep', () => {
  it('tell what they have in common and what not', () => {
    expect(sweepNames('Mine', sweepOf({ beta: '1; 4', encoderSizes: '512, 256; 64' }))).toEqual([
      'Mine · encoder 512-256 · β 1',
      'Mine · encoder 512-256 · β 4',
      'Mine · encoder 64 · β 1',
      'Mine · encoder 64 · β 4',
    ]);
    expect(sweepNames(' ', sweepOf({ beta: '1; 4', latentDimensions: '20' }))).toEqual([
      'z = 20 · β 1',
      'z = 20 · β 4',
    ]);
    const own = sweepOf({ biasFromMeans: 'false; true', learningRate: '0.01' });
    expect(sweepNames('', own)[1]).toBe('Reference CVAE · lr 0.01 · bias from means');
  });

  it('leave a single run its name', () => {
    expect(sweepNames(' One ', sweepOf({}))).toEqual(['One']);
    expect(sweepNames('', sweepOf({ seed: '2' }))).toEqual(['Reference CVAE · seed 2']);
  });

  it('differ, however long the common part', () => {
    const names = sweepNames('x'.repeat(200), sweepOf({ seed: '1..9' }));
    expect(new Set(names).size).toBe(9);
    expect(Math.max(...names.map(({ length }) => length))).toBe(200);
  });
});

it('a tag says what varies', () => {
  expect(sweepTag(sweepOf({ learningRate: '0.1; 0.2', seed: '1..2' }))).toBe(
    'sweep-learning-rate-seed',
  );
});
