import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigKey } from './run-config';
import { writeConfig } from './run-config-text';
import { sweepNames, sweepTag } from './run-name';
import { readSweep } from './sweep/read-sweep';

const usual = writeConfig(runConfigSchema.parse({}));

function sweepOf(edits: Partial<Record<RunConfigKey, string>>) {
  const reading = readSweep({ ...usual, ...edits });
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.sweep;
}

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
    expect(sweepNames('', own)[1]).toBe('label · 512-256 · z 2 · β 1 · lr 0.01 · bias from means');
  });

  it('leave a single run its name', () => {
    expect(sweepNames(' One ', sweepOf({}))).toEqual(['One']);
    expect(sweepNames('', sweepOf({}))).toEqual(['']);
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
