import { counted } from '../../shared/counted';
import type { RunId } from '../../shared/ids';
import type { RunSummary } from '../../shared/runs';
import { call } from '../api';
import { succeeds } from '../succeeds';

import { toasts } from '../ui/toasts.svelte';

/** Moves runs to the trash, and offers to take them back; whether they are there now. */
export async function deleteRuns(runs: readonly RunSummary[]): Promise<boolean> {
  const ids = runs.map(({ id }) => id);
  if (!(await succeeds(call('runs.delete', { runs: ids })))) return false;
  toasts.show(`Deleted ${namesOf(runs)}.`, {
    label: 'Undo',
    run: () => void restoreRuns(ids),
  });
  return true;
}

/** Takes runs out of the trash. */
export function restoreRuns(runs: RunId[]): Promise<boolean> {
  return succeeds(call('runs.restore', { runs }));
}

/** One run by its name, more by their number. */
export function namesOf(runs: readonly RunSummary[]): string {
  return runs.length === 1 ? `“${runs[0]!.name}”` : counted(runs.length, 'run');
}
