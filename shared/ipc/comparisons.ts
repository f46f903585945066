import { z } from 'zod';
import {
  comparedSchema,
  comparisonIdSchema,
  comparisonNameSchema,
  type Comparison,
} from '../comparisons';
import { channel, nothing } from './channel';

const oneComparison = { comparison: comparisonIdSchema };

export const comparisonChannels = {
  /** Newest first. */
  'comparisons.list': channel<readonly Comparison[]>().taking(nothing),
  'comparisons.save': channel<Comparison>().taking(
    z.strictObject({ name: comparisonNameSchema, compared: comparedSchema }),
  ),
  /** Changes its name, what it compares, or both. */
  'comparisons.change': channel<Comparison>().taking(
    z.strictObject({
      ...oneComparison,
      name: z.exactOptional(comparisonNameSchema),
      compared: z.exactOptional(comparedSchema),
    }),
  ),
  'comparisons.delete': channel().taking(z.strictObject(oneComparison)),
  /** Puts back, as it was, what was deleted since the workbench was opened. */
  'comparisons.restore': channel().taking(z.strictObject(oneComparison)),
} as const;
