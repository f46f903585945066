import { z } from 'zod';
import type { FieldIssue } from './errors';
import { runConfigSchema, type RunConfig, type RunConfigKey } from './run-config';

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

/** Values by key; whether they fit is for `readBranch` to say. */
export const branchChangesSchema = z.partialRecord(
  z.enum(branchKeys, 'This cannot change in a branch: it must fit the weights.'),
  z.union([z.number(), z.string().max(100)]),
);
export type BranchChanges = Readonly<z.output<typeof branchChangesSchema>>;

export type BranchReading =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

/** The configuration of a branch that begins after `epoch` epochs, or what is wrong with which field. */
export function readBranch(
  parent: RunConfig,
  epoch: number,
  changes: BranchChanges,
): BranchReading {
  const allowed: readonly string[] = branchKeys;
  const issues: FieldIssue[] = Object.keys(changes)
    .filter((key) => !allowed.includes(key))
    .map((field) => ({
      field,
      message: 'This cannot change in a branch: it must fit the weights.',
    }));
  const parsed = runConfigSchema.safeParse({ ...parent, ...changes });
  if (!parsed.success) {
    issues.push(
      ...parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
    );
  } else if (parsed.data.epochs <= epoch) {
    issues.push({
      field: 'epochs',
      message: `Epochs must be more than the ${epoch.toLocaleString('en')} that this checkpoint has behind it.`,
    });
  }
  return parsed.success && issues.length === 0
    ? { ok: true, config: parsed.data }
    : { ok: false, issues };
}
