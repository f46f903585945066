import { CheckpointStore } from './checkpoint-store';
import type { Database } from './database';
import { MeasureStore } from './measure-store';
import { MetricsStore } from './metrics-store';
import { QueueStore } from './queue-store';
import { RunStore } from './run-store';
import { SettingsStore } from './settings-store';
import { SheetRecipeStore } from './sheet-recipe-store';
import { SheetStore } from './sheet-store';
import { SnapshotStore } from './snapshot-store';
import { TrashStore } from './trash-store';

/** One store a table group, over the one connection. */
export function openStores(database: Database) {
  return {
    runs: new RunStore(database),
    queue: new QueueStore(database),
    metrics: new MetricsStore(database),
    measures: new MeasureStore(database),
    checkpoints: new CheckpointStore(database),
    snapshots: new SnapshotStore(database),
    sheets: new SheetStore(database),
    sheetRecipes: new SheetRecipeStore(database),
    trash: new TrashStore(database),
    settings: new SettingsStore(database),
    /** All of `work` is stored, or nothing. */
    transaction: <T>(work: () => T): T => database.transaction(work),
    /** Does what gives back space, or leads to it, also on a full disk. */
    usingReserve: <T>(work: () => T): T => database.usingReserve(work),
  };
}

export type Stores = ReturnType<typeof openStores>;
