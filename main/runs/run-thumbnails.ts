import type { RunId } from '../../shared/ids';
import { thumbnailLosses, type RunThumbnail } from '../../shared/run-thumbnails';
import type { Stores } from '../storage/stores';

/** What rows of the table show of runs at a glance; a run that is gone, or has no epochs yet, has an empty one. */
export function runThumbnails(
  { snapshots, metrics }: Pick<Stores, 'snapshots' | 'metrics'>,
  runs: readonly RunId[],
): readonly RunThumbnail[] {
  return runs.map((run) => {
    const strip = snapshots.lastStrip(run);
    return {
      run,
      epoch: strip?.epoch ?? null,
      digits: strip?.digits ?? new Uint8Array(0),
      losses: thinned(metrics.testLosses(run), thumbnailLosses),
    };
  });
}

/** At most `most` values: each the mean of as many neighbours as it takes. */
export function thinned(values: readonly number[], most: number): Float32Array {
  const count = Math.min(values.length, most);
  return Float32Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.floor(((index + 1) * values.length) / count);
    return values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  });
}
