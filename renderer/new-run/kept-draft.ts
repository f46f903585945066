import { z } from 'zod';
import { runConfigKeys, type ConfigTexts } from '../../shared/run-config-text';
import { keep, kept } from '../ui/kept';

/** A run, or a sweep, as far as it is written. */
export interface Draft {
  readonly name: string;
  readonly tag: string;
  readonly texts: ConfigTexts;
}

const storageKey = 'workbench.new-run';

const draftSchema = z.object({
  name: z.string(),
  tag: z.string(),
  texts: z.record(z.enum(runConfigKeys), z.string()),
});

/** What was written when the workbench was closed, or ended. */
export const keptDraft = (): Draft | null => kept(storageKey, draftSchema);

/** Null forgets it. */
export const keepDraft = (draft: Draft | null): void => keep(storageKey, draft);
