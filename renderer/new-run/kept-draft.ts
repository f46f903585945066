import { z } from 'zod';
import { runConfigKeys, type ConfigTexts } from '../../shared/run-config-text';

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

/** What was written when the workbench was closed, or ended; null for nothing, or nothing of this version. */
export function keptDraft(): Draft | null {
  const kept = localStorage.getItem(storageKey);
  if (kept === null) return null;
  try {
    return draftSchema.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keepDraft(draft: Draft | null): void {
  if (draft === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, JSON.stringify(draft));
}
