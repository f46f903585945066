import type { RunSummary } from '../runs';
import { channel, nothing, someRuns } from './channel';

export interface TrashedRun extends RunSummary {
  readonly deletedAt: number;
  /** That removing it for good gives back to the disk. */
  readonly bytes: number;
}

export interface Trash {
  /** Deleted last first. */
  readonly runs: readonly TrashedRun[];
  /** Runs that cannot be read; emptying removes them too. */
  readonly unreadable: number;
  /** That emptying gives back. */
  readonly bytes: number;
}

export const trashChannels = {
  'trash.list': channel<Trash>().taking(nothing),
  /** Removes for good what is in the trash. Answers when the space is given back to the disk. */
  'trash.empty': channel().taking(nothing),
  /** Removes these for good, those that are in the trash. Answers when the space is given back. */
  'trash.remove': channel().taking(someRuns),
} as const;

export interface TrashEvents {
  /** How far the removal of runs is, 0 to 1; null when nothing is left to remove. */
  'trash-progress': number | null;
}
