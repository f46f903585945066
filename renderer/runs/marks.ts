import type { RunSummary } from '../../shared/runs';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';

interface Marks {
  readonly starred?: boolean;
  readonly addTags?: string[];
  readonly removeTags?: string[];
}

/** Most runs that can be put side by side. */
export const mostCompared = 6;

/** Changes star and tags of runs; the table follows as it hears of each. */
export async function markRuns(runs: readonly RunSummary[], marks: Marks): Promise<void> {
  if (runs.length === 0) return;
  try {
    await call('runs.mark', { runs: runs.map(({ id }) => id), ...marks });
  } catch (thrown) {
    toasts.showError(thrown);
  }
}

/** Stars all runs, or takes the stars off when all have one. */
export function toggleStars(runs: readonly RunSummary[]): Promise<void> {
  return markRuns(runs, { starred: !runs.every(({ starred }) => starred) });
}

/** Every tag of these runs with how many have it, in the order of the alphabet. */
export function tagCounts(
  runs: readonly RunSummary[],
): readonly { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of runs) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => a.tag.localeCompare(b.tag, 'en'));
}
