import { z } from 'zod';
import { checkpointIdSchema, runIdSchema } from '../ids';

/** What a window can ask of main: parsed by `input` before any handler runs, answered with an `Output`. */
export interface Channel<Schema extends z.ZodType, Output> {
  readonly input: Schema;
  /** Never set: carries the type. */
  readonly output?: Output;
}

export const channel = <Output = void>() => ({
  taking: <Schema extends z.ZodType>(input: Schema): Channel<Schema, Output> => ({ input }),
});

export const nothing = z.undefined();
export const oneRun = z.strictObject({ run: runIdSchema });

/** Runs that one call can be about. */
const mostRuns = 100_000;

/** Ids of runs: each counts once, however often it is given. */
export const runsSchema = z
  .array(runIdSchema)
  .max(mostRuns, `At most ${mostRuns.toLocaleString('en')} runs can be changed at once.`)
  .transform((runs) => [...new Set(runs)]);
export const someRuns = z.strictObject({
  runs: runsSchema.refine((runs) => runs.length > 0, 'Choose at least one run.'),
});
export const oneCheckpoint = z.strictObject({ checkpoint: checkpointIdSchema });
