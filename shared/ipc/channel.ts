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
export const someRuns = z.strictObject({ runs: z.array(runIdSchema).min(1).max(100_000) });
export const oneCheckpoint = z.strictObject({ checkpoint: checkpointIdSchema });
