import type { DatasetSize, MeasuredSpeeds } from '../../shared/expected-time';
import type { Stores } from '../storage/stores';

/** Newer runs say more of what the machine does today. */
const runsCounted = 200;

/** How fast this machine trained: runs that were made on another one say nothing of it. */
export function machineSpeeds(
  stores: Stores,
  datasets: Readonly<Record<string, DatasetSize>>,
  machine: { readonly cpu: string; readonly threads: number },
): MeasuredSpeeds {
  const speeds = stores.runs
    .speeds(runsCounted)
    .filter(({ cpu, threads }) => cpu === machine.cpu && threads === machine.threads)
    .map(({ config, imagesPerSecond, startSeconds }) => ({
      config,
      imagesPerSecond,
      startSeconds,
    }));
  return { speeds, datasets };
}
