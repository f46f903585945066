import { app } from 'electron';
import { basename, join } from 'node:path';
import { DatasetFolders } from '../datasets/dataset-folders';
import { DatasetImport } from '../datasets/dataset-import';
import { DatasetService } from '../datasets/dataset-service';
import { importBy } from '../engine-host/import-client';
import { measureBy } from '../engine-host/measure-client';
import { SamplerClient } from '../engine-host/sampler-client';
import { SamplerHost } from '../engine-host/sampler-host';
import { availableThreads } from '../engine-host/threads';
import { TrainerHost } from '../engine-host/trainer-host';
import { ComparisonService } from '../runs/comparison-service';
import { MeasureService } from '../runs/measure-service';
import { openRuns, type Runs } from '../runs/open-runs';
import type { Fonts } from '../sheets/raster/fonts';
import { readInThread } from '../sheets/reading/read-in-thread';
import { SheetLibrary } from '../sheets/sheet-library';
import { SheetModels } from '../sheets/sheet-models';
import { SheetService } from '../sheets/sheet-service';
import { ComparisonStore } from '../storage/comparison-store';
import { openDatabase, type Database, type Holder } from '../storage/database';
import { DatasetStore } from '../storage/dataset-store';
import { MeasureStore } from '../storage/measure-store';
import { SettingsStore } from '../storage/settings-store';
import { SheetRecipeStore } from '../storage/sheet-recipe-store';
import { SheetStore } from '../storage/sheet-store';
import { mnistFiles, type Resources } from './resources';

/** Everything but what shows it: the same for the window and for the headless command. */
export interface Workbench {
  readonly database: Database;
  readonly runs: Runs;
  readonly measures: MeasureService;
  readonly comparisons: ComparisonService;
  readonly datasets: DatasetService;
  readonly datasetImport: DatasetImport;
  readonly sheets: SheetService;
  readonly sheetLibrary: SheetLibrary;
  readonly settings: SettingsStore;
  readonly sampler: SamplerHost;
  readonly samplerClient: SamplerClient;
  /** Versions of what makes a run or a sheet, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Pauses and stores what is in training, ends the processes, closes the database. May be called twice. */
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Folder of the database. */
  readonly profile: string;
  /** Whether a database is made where there is none. */
  readonly mayCreate?: boolean;
  readonly holder: Holder;
  readonly resources: Resources;
  /** Called when the sheets that were made, or the recipes that were kept, have changed. */
  readonly sheetsChanged?: () => void;
  /** Called with what the trainer and the sampler write to their output. */
  readonly log?: (text: string) => void;
}

/** Opens a data folder. Throws the WorkbenchErrors of `openDatabase`. */
export function openWorkbench(options: WorkbenchOptions): Workbench {
  const { profile, mayCreate = true, holder, resources, log } = options;
  const database = openDatabase(profile, { holder, mayCreate });
  const storage = { store: new DatasetStore(database), folders: new DatasetFolders(profile) };
  const datasets = new DatasetService({
    ...storage,
    builtIn: () => mnistFiles(resources.mnist),
    now: Date.now,
  });
  const trainer = new TrainerHost({ entry: resources.trainer, ...(log && { log }) });
  const runs = openRuns({
    database,
    trainer,
    datasetFiles: (id) => datasets.files(id),
    dataset: (id) => datasets.get(id),
    threads: availableThreads(),
    autostart: holder === 'window',
  });
  const sheetModels = new SheetModels({
    checkpoint: (id) => runs.service.checkpoint(id),
    config: (run) => runs.service.get(run).config,
    weights: (id) => runs.service.checkpointWeights(id),
    labels: (dataset) => datasets.get(dataset),
  });
  const sampler = new SamplerHost({
    entry: resources.sampler,
    weights: (checkpoint) => sheetModels.weights(checkpoint),
    datasetFiles: (id) => datasets.files(id),
    onSilence: (isSilent) => runs.events.emit('engine-silent', { engine: 'sampler', isSilent }),
    ...(log && { log }),
  });
  const samplerClient = new SamplerClient((port, line) => sampler.connect(port, line));
  const measures = new MeasureService({
    measures: new MeasureStore(database),
    runs: runs.service,
    events: runs.events,
    engine: (task, listener, signal) =>
      measureBy((port) => sampler.connect(port, 'measuring'), task, listener, signal),
    datasetFiles: (id) => datasets.files(id),
    profile,
    now: Date.now,
  });
  const datasetImport = new DatasetImport({
    ...storage,
    datasets,
    importer: (task, onProgress, signal) =>
      importBy((port) => sampler.connect(port, 'importing'), task, onProgress, signal),
    now: Date.now,
  });

  const versions = {
    workbench: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    sqlite: database.sqliteVersion,
  };
  const sheetLibrary = new SheetLibrary({
    sheets: new SheetStore(database),
    recipes: new SheetRecipeStore(database),
    changed: () => options.sheetsChanged?.(),
  });
  const sheets = new SheetService({
    models: sheetModels,
    sampler: samplerClient,
    library: sheetLibrary,
    read: readInThread(resources.sheetReader),
    fonts: typefacesIn(resources.fonts),
    versions,
  });

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await runs.queue.shutdown();
    samplerClient.dispose();
    await Promise.all([trainer.dispose(), sampler.dispose()]);
    database.close();
  };
  return {
    database,
    runs,
    measures,
    comparisons: new ComparisonService(new ComparisonStore(database), Date.now),
    datasets,
    datasetImport,
    sheets,
    sheetLibrary,
    settings: new SettingsStore(database),
    sampler,
    samplerClient,
    versions,
    close: () => (closing ??= close()),
  };
}

/** The typefaces of sheets, opened once, with what shapes texts, when they are first asked for. */
function typefacesIn(folder: string): () => Promise<Fonts> {
  let fonts: Promise<Fonts> | null = null;
  const load = async () => {
    const { Fonts } = await import('../sheets/raster/fonts');
    return new Fonts((file) => join(folder, basename(file)));
  };
  return () => (fonts ??= load());
}
