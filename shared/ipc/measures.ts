import { z } from 'zod';
import { checkpointIdSchema, type RunId } from '../ids';
import {
  measureNames,
  mostImportanceSamples,
  type EvaluationProgress,
  type Measure,
} from '../measures';
import { channel, oneRun } from './channel';

export const importanceSamplesSchema = z
  .int('The number of samples must be a whole number.')
  .min(1, 'At least 1 sample is needed.')
  .max(
    mostImportanceSamples,
    `At most ${mostImportanceSamples.toLocaleString('en')} samples are taken.`,
  );

export const measureChannels = {
  /** Measures a checkpoint, which may take minutes; `names` are all that its model allows when not given. */
  'measures.evaluate': channel<readonly Measure[]>().taking(
    z.strictObject({
      checkpoint: checkpointIdSchema,
      importanceSamples: importanceSamplesSchema,
      names: z.exactOptional(z.array(z.enum(measureNames)).min(1).max(measureNames.length)),
    }),
  ),
  /** Ends the run's evaluation; what was measured before is kept. */
  'measures.cancel': channel().taking(oneRun),
} as const;

export interface MeasureEvents {
  measured: Measure;
  /** Null when the evaluation has ended, however it did. */
  'evaluation-changed': { readonly run: RunId; readonly progress: EvaluationProgress | null };
}
