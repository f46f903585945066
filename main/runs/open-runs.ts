import { cpus } from 'node:os';
import type { DatasetFiles } from '../../shared/trainer-protocol';
import type { Database } from '../storage/database';
import type { MeasuredSpeeds } from '../../shared/expected-time';
import type { RunConfig } from '../../shared/run-config';
import { openStores } from '../storage/stores';
import { RunEvents } from './events';
import { machineSpeeds } from './machine-speeds';
import { QueueEdits } from './queue-edits';
import { refuseUntrainable, type TrainedDataset } from './refuse-untrainable';
import { RunAccess } from './run-access';
import { RunQueue } from './run-queue';
import { RunService } from './run-service';
import { RunTrash } from './run-trash';
import type { Trainer } from './trainer';

export interface RunsOptions {
  readonly database: Database;
  readonly trainer: Trainer;
  /** Paths of a dataset's files. Throws a WorkbenchError when there is no such dataset. */
  readonly datasetFiles: (dataset: string) => DatasetFiles;
  /** Throws a WorkbenchError when there is no such dataset. */
  readonly dataset: (id: string) => TrainedDataset;
  /** That new runs compute with. */
  readonly threads: number;
  /** Window: true, queued runs start by themselves. Headless: false, a run starts by `queue.runNow`. */
  readonly autostart: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Seconds, of a clock that never goes back. */
  readonly clock?: () => number;
}

export interface Runs {
  readonly service: RunService;
  readonly queue: RunQueue;
  readonly queueEdits: QueueEdits;
  /** What was measured on this machine, and may have been a moment ago. */
  readonly speeds: () => MeasuredSpeeds;
  readonly trash: RunTrash;
  readonly events: RunEvents;
}

/**
 * The use cases of runs over one database and one trainer. Nothing happens before `queue.open()`; before the
 * database is closed, `queue.shutdown()` must have resolved.
 */
export function openRuns({
  database,
  trainer,
  datasetFiles,
  dataset,
  threads,
  autostart,
  now = Date.now,
  clock = () => performance.now() / 1000,
}: RunsOptions): Runs {
  const stores = openStores(database);
  const events = new RunEvents();
  const access = new RunAccess(stores, events, now);
  const refuse = (configs: readonly RunConfig[]) => refuseUntrainable(configs, dataset);
  const queue = new RunQueue({
    stores,
    access,
    events,
    trainer,
    datasetFiles,
    refuse,
    threads,
    autostart,
    now,
    clock,
  });
  // As the engine's facts name it.
  const machine = { cpu: cpus()[0]?.model.trim() ?? 'unknown', threads };
  return {
    service: new RunService({ stores, access, queue, refuse, now }),
    queue,
    queueEdits: new QueueEdits({ stores, access, queue, now }),
    speeds: () => machineSpeeds(stores, { mnist: { train: 60_000, test: 10_000 } }, machine),
    trash: new RunTrash({ database, stores, access, events, queue, now }),
    events,
  };
}
