import type { RunId } from '../../shared/ids';
import type { ChannelInput } from '../../shared/ipc-contract';
import type { RunSummary } from '../../shared/runs';
import { call } from '../api';
import { succeeds } from '../succeeds';
import { toasts } from '../ui/toasts.svelte';
import { namesOf } from './run-trash';

export type RunAnnotations = Omit<ChannelInput<'runs.annotate'>, 'run'>;
type Marks = Omit<ChannelInput<'runs.mark'>, 'runs'>;

/** Changes name, star, tags or notes of a run; whether they are stored now. */
export function annotate(run: RunId, changes: RunAnnotations): Promise<boolean> {
  return succeeds(call('runs.annotate', { run, ...changes }));
}

/** Stars all runs, or takes the stars off when all have one. */
export function toggleStars(runs: readonly RunSummary[]): Promise<boolean> {
  const starred = !runs.every((run) => run.starred);
  const changed = runs.filter((run) => run.starred !== starred);
  return mark(
    changed,
    { starred },
    {
      words: `${starred ? 'Starred' : 'Took the star off'} ${namesOf(changed)}.`,
      undo: { starred: !starred },
    },
  );
}

export function addTag(runs: readonly RunSummary[], tag: string): Promise<boolean> {
  const changed = runs.filter(({ tags }) => !tags.includes(tag));
  return mark(
    changed,
    { addTags: [tag] },
    {
      words: `Tagged ${namesOf(changed)} “${tag}”.`,
      undo: { removeTags: [tag] },
    },
  );
}

export function removeTag(runs: readonly RunSummary[], tag: string): Promise<boolean> {
  const changed = runs.filter(({ tags }) => tags.includes(tag));
  return mark(
    changed,
    { removeTags: [tag] },
    {
      words: `Took the tag “${tag}” off ${namesOf(changed)}.`,
      undo: { addTags: [tag] },
    },
  );
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

/**
 * Changes runs of which none is so yet, and offers to undo it, unless it is one run on which that is as easy
 * by hand. Views follow as they hear of it.
 */
async function mark(
  runs: readonly RunSummary[],
  marks: Marks,
  told: { readonly words: string; readonly undo: Marks },
): Promise<boolean> {
  if (runs.length === 0) return true;
  const ids = runs.map(({ id }) => id);
  if (!(await succeeds(call('runs.mark', { runs: ids, ...marks })))) return false;
  if (runs.length === 1 && marks.removeTags === undefined) return true;
  const undo = () => void succeeds(call('runs.mark', { runs: ids, ...told.undo }));
  toasts.show(told.words, { label: 'Undo', run: undo });
  return true;
}
