import { mostCompared } from '../../shared/comparisons';
import { runIdSchema, type RunId } from '../../shared/ids';

/** The runs that an address names, joined by commas; each once, and no more than can be compared. */
export function readRunIds(param: string | null): readonly RunId[] {
  const ids = (param ?? '').split(',').flatMap((text) => runIdSchema.safeParse(text).data ?? []);
  return [...new Set(ids)].slice(0, mostCompared);
}
