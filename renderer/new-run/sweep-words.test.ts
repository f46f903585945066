import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigKey } from '../../shared/run-config';
import { writeConfig } from '../../shared/run-config-text';
import { readSweep } from '../../shared/sweep/read-sweep';
import { axesLine, differenceGlance, timeLine } from './sweep-words';

const usual = writeConfig(runConfigSchema.parse({}));

function sweepOf(edits: Partial<Record<RunConfigKey, string>>) {
  const reading = readSweep({ ...usual, ...edits });
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.sweep;
}

describe('a sweep in words', () => {
  it.each([
    [{ beta: '1; 2; 4', seed: '1..2' }, 'Beta 1, 2, 4 × Seed 1, 2'],
    [{ seed: '1..40' }, 'Seed 1, 2, 3, 4, …, 40 (40 values)'],
    [{ encoderSizes: '512, 256; 64' }, 'Encoder layers 512, 256; 64'],
    [{ conditioning: 'label; none' }, 'Condition Label, Nothing (plain VAE)'],
  ])('varies %j: %s', (edits, line) => {
    expect(axesLine(sweepOf(edits))).toBe(line);
  });

  it('tells one run from the others by all that differs', () => {
    const sweep = sweepOf({ encoderSizes: '512, 256; 64', decoderSizes: '256, 512; 64' });
    expect(differenceGlance(sweep.configs[1]!, sweep)).toBe('encoder 64 · decoder 64');
  });
});

describe('the expected time of runs', () => {
  const measured = (seconds: number) => ({ seconds, basis: 'measured' as const });

  it.each([
    [[measured(184)], 'About 3 min, as runs of the same network took on this machine.'],
    [
      [measured(184), measured(182)],
      'About 3 min each, about 6 min 10 s in all, as runs of the same network took on this machine.',
    ],
    [
      [measured(20), { seconds: 7_200, basis: 'scaled' as const }],
      '20 s to 2 h each, about 2 h in all, scaled from runs of other networks on this machine.',
    ],
    [
      [measured(20), null],
      'How long it takes is not known before a first run has trained on this machine.',
    ],
  ])('of %j', (times, line) => {
    expect(timeLine(times)).toBe(line);
  });
});
