import { engineWords } from '../../shared/heartbeat';
import type { DatasetService } from '../datasets/dataset-service';
import type { MeasureService } from '../runs/measure-service';
import type { RunEvents } from '../runs/events';
import type { RunQueue } from '../runs/run-queue';
import type { RunService } from '../runs/run-service';
import type { RunTrash } from '../runs/run-trash';
import type { SavedModelWriter } from '../sheets/export-saved-model';
import type { SheetService } from '../sheets/sheet-service';
import type { Output } from './output';

/** What the commands need of an open workbench whose queue does not start runs by itself. */
export interface Workbench {
  /** Path of the database, for a person to read. */
  readonly databasePath: string;
  readonly runs: Pick<
    RunService,
    'list' | 'damaged' | 'get' | 'metrics' | 'create' | 'branch' | 'exportedModel'
  >;
  readonly queue: Pick<RunQueue, 'runNow' | 'pause'>;
  readonly datasets: Pick<DatasetService, 'get' | 'list'>;
  readonly trash: Pick<RunTrash, 'list' | 'remove' | 'removeForever'>;
  readonly measures: Pick<MeasureService, 'evaluate'>;
  readonly events: Pick<RunEvents, 'on'>;
  readonly sheets: Pick<SheetService, 'write' | 'verify' | 'inTheWay'>;
  readonly sampler: SavedModelWriter;
  close(): Promise<void>;
}

/** A data folder as a command asks for it. */
export interface DataFolder {
  /** As it was named; undefined is the user's own. */
  readonly named: string | undefined;
  /** Whether it is made where there is none: commands that only work on what is there must not. */
  readonly mayCreate: boolean;
}

export type OpenWorkbench = (folder: DataFolder) => Promise<Workbench>;

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
  { open, output, signal }: CommandContext,
  profile: string | undefined,
  work: (workbench: Workbench) => T | Promise<T>,
  { mayCreate = false } = {},
): Promise<T> {
  const workbench = await open({ named: profile, mayCreate });
  const stopListening = workbench.events.on('engine-silent', ({ engine, isSilent }) => {
    if (!isSilent) return;
    output.say(
      `The ${engineWords[engine]} is not responding. If that lasts a few seconds longer, it is ended; what is stored is kept.`,
    );
  });
  try {
    signal.throwIfAborted();
    return await work(workbench);
  } finally {
    stopListening();
    await workbench.close();
  }
}
