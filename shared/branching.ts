import type { RunConfig, RunConfigKey } from './run-config';

/**
 * What a branch may change. Everything else determines what the checkpoint's weights, its optimiser's
 * state and its place among the epoch's steps mean, so it stays as it was.
 */
export const branchKeys = [
  'epochs',
  'learningRate',
  'learningRateDecay',
  'decayEvery',
  'decayFactor',
  'beta',
  'klWarmupEpochs',
  'emaDecay',
  'checkpointEvery',
] as const satisfies readonly RunConfigKey[];

export type BranchKey = (typeof branchKeys)[number];
export type BranchChanges = Partial<Pick<RunConfig, BranchKey>>;
