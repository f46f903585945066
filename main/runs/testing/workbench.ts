import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { runConfigSchema, type RunConfigInput } from '../../../shared/run-config';
import type { RunSummary } from '../../../shared/runs';
import { openDatabase, type Database } from '../../storage/database';
import { openStores, type Stores } from '../../storage/stores';
import { temporaryProfile } from '../../storage/testing/profile';
import type { RunEventMap, RunEventName } from '../events';
import { openRuns, type Runs } from '../open-runs';
import type { TrainedDataset } from '../refuse-untrainable';
import { ScriptedTrainer } from './scripted-trainer';

export const files: DatasetFiles = {
  trainImages: 'a',
  trainLabels: 'b',
  testImages: 'c',
  testLabels: 'd',
};

/** Runs over a real database in a fresh folder and a scripted trainer. */
export interface TestWorkbench extends Runs {
  readonly database: Database;
  readonly stores: Stores;
  readonly trainer: ScriptedTrainer;
  /** Every event so far. */
  readonly heard: readonly {
    readonly [E in RunEventName]: readonly [E, RunEventMap[E]];
  }[RunEventName][];
  create(config?: RunConfigInput, name?: string): RunSummary;
  /** As after the process died and was started again: same folder, everything else new. */
  restart(options?: { readonly autostart?: boolean }): void;
  remove(): void;
}

const mnist: TrainedDataset = { name: 'MNIST', classes: 10, trainCount: 60_000, problem: null };

export function testWorkbench({ autostart = true, dataset = mnist } = {}): TestWorkbench {
  const profile = temporaryProfile();
  const open = (starts: boolean) => {
    const database = openDatabase(profile.folder, { holder: 'window' });
    const trainer = new ScriptedTrainer();
    const datasetFiles = (): DatasetFiles => files;
    const runs = openRuns({
      ...{ database, trainer, datasetFiles, dataset: () => dataset },
      ...{ threads: 2, autostart: starts },
    });
    const heard: TestWorkbench['heard'][number][] = [];
    const told = [
      'runs-changed',
      'queue-changed',
      'run-progress',
      'epoch-finished',
      'runs-removed',
    ] as const;
    for (const name of told) {
      runs.events.on(name, (payload) =>
        heard.push([name, payload] as unknown as (typeof heard)[number]),
      );
    }
    runs.queue.open();
    return { database, stores: openStores(database), trainer, heard, ...runs };
  };
  const workbench = {
    ...open(autostart),
    create: (config: RunConfigInput = {}, name = ''): RunSummary =>
      workbench.service.create({ name, config: runConfigSchema.parse(config) }),
    restart(options: { readonly autostart?: boolean } = {}): void {
      workbench.database.close();
      Object.assign(workbench, open(options.autostart ?? autostart));
    },
    remove(): void {
      workbench.database.close();
      profile.remove();
    },
  };
  return workbench;
}
