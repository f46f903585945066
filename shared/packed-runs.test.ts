import { describe, expect, it } from 'vitest';
import { runIdSchema } from './ids';
import { packRuns, unpackRuns } from './packed-runs';
import { runConfigSchema, type RunConfigInput } from './run-config';
import type { RunSummary } from './runs';

function run(number: number, config: RunConfigInput, changes: Partial<RunSummary> = {}) {
  const summary: RunSummary = {
    id: runIdSchema.parse(`0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`),
    name: `“Run” ${number}`,
    status: 'done',
    config: runConfigSchema.parse(config),
    colour: 3,
    starred: true,
    tags: ['a', 'b'],
    createdAt: 1_700_000_000_000,
    startedAt: 5,
    finishedAt: null,
    epochsDone: 2,
    bestTestLoss: 128.03,
    bestEpoch: 2,
    bestNegativeElbo: 128.5,
    imagesPerSecond: 20_000.5,
    parent: null,
    error: { kind: 'internal', message: 'No room.' },
    deletedAt: null,
    ...changes,
  };
  return summary;
}

describe('packed runs', () => {
  const runs = [
    run(1, { seed: 7 }),
    run(2, { seed: 8, encoderSizes: [64] }),
    run(3, { seed: 9 }, { bestTestLoss: null, tags: [] }),
  ];

  it('come out as they went in', () => expect(unpackRuns(packRuns(runs))).toEqual(runs));

  it('write a configuration once for all seeds', () => {
    expect(packRuns(runs).match(/latentDimensions/g)).toHaveLength(2);
  });
});
