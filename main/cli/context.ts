import type { CheckpointId, RunId } from '../../shared/ids';
import type { EventName, WorkbenchEvents } from '../../shared/ipc-contract';
import type { RunConfig } from '../../shared/run-config';
import type { RunDetail, RunSummary } from '../../shared/runs';
import type { SheetSampler } from '../sheets/pixels';
import type { Output } from './output';

/** What the commands need of an open workbench. */
export interface Workbench {
  /** Path of the database, for a person to read. */
  readonly databasePath: string;
  /** Versions of what makes a sheet, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly sampler: SheetSampler;
  readonly runs: {
    /** Oldest first, without those in the trash. */
    list(): readonly RunSummary[];
    trash(): readonly RunSummary[];
    get(run: RunId): RunDetail;
    create(run: { readonly name: string; readonly config: RunConfig }): RunSummary;
    resume(run: RunId): RunSummary;
    /** Stops at a step and stores a checkpoint. */
    pause(run: RunId): RunSummary | Promise<RunSummary>;
    delete(runs: readonly RunId[]): void;
    /** Removes runs in the trash for good. */
    purge(runs: readonly RunId[]): Promise<void>;
    /** safetensors. */
    weights(checkpoint: CheckpointId): Uint8Array;
  };
  on<E extends EventName>(event: E, listener: (payload: WorkbenchEvents[E]) => void): () => void;
  close(): Promise<void>;
}

/** Opens the workbench of a data folder; undefined is the user's own. */
export type OpenWorkbench = (profile: string | undefined) => Promise<Workbench>;

/** What every command is given. */
export interface CommandContext {
  readonly open: OpenWorkbench;
  readonly output: Output;
  /** Aborts when the command is to stop early; its reason is an `Interruption`. */
  readonly signal: AbortSignal;
  /** How a person calls the command: `cvae` or `npm run cvae --`. */
  readonly program: string;
}

/** Opens the workbench for `work`, and closes it whatever happens. */
export async function withWorkbench<T>(
  { open, signal }: CommandContext,
  profile: string | undefined,
  work: (workbench: Workbench) => T | Promise<T>,
): Promise<T> {
  const workbench = await open(profile);
  try {
    signal.throwIfAborted();
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}
