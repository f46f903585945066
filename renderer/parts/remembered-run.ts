import { z } from 'zod';
import { runIdSchema, type RunId } from '../../shared/ids';
import { keep, kept } from '../ui/kept';

/** Views that begin, after a restart too, with the run that was last chosen in them. */
type Purpose = 'explored' | 'sheet';

const schema = z.strictObject({ run: runIdSchema });
const keyOf = (purpose: Purpose): string => `workbench.run.${purpose}`;

/** It may be gone since. */
export const rememberedRun = (purpose: Purpose): RunId | null =>
  kept(keyOf(purpose), schema)?.run ?? null;

export const rememberRun = (purpose: Purpose, run: RunId): void => keep(keyOf(purpose), { run });
