import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import { openDatabase } from '../../main/storage/database';
import { openStores, type Stores } from '../../main/storage/stores';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { standardNormals } from '../../shared/random';
import { runConfigSchema } from '../../shared/run-config';

export interface StorageTask {
  /** Data folder to fill; a new one. */
  readonly profile: string;
  readonly runs: number;
  /** Checkpoints to write and load. */
  readonly checkpoints: number;
}

export interface StorageTimes {
  readonly sqlite: string;
  /** Milliseconds each, of the seed's weights and optimiser state. */
  readonly write: readonly number[];
  readonly load: readonly number[];
}

/** Numbers of the seed's network; its optimiser's state holds two for each. */
const seedWeights = 1_081_108;
const epochs = 20;

const { profile, runs, checkpoints } = JSON.parse(process.argv[2] ?? '') as StorageTask;
const database = openDatabase(profile, { holder: 'headless command' });
const stores = openStores(database);
stores.transaction(() => {
  for (let i = 0; i < runs; i++) addRun(stores, i);
});
const times = timeCheckpoints(stores, addRun(stores, runs), checkpoints);
const answer: StorageTimes = { sqlite: database.sqliteVersion, ...times };
database.close();
process.stdout.write(`${JSON.stringify(answer)}\n`);

/** A run as it is when it was trained: with the measures of its epochs. */
function addRun({ runs: store, metrics }: Stores, index: number): RunId {
  const id = v7() as RunId;
  store.insert({
    id,
    name: `Run ${index + 1}`,
    config: runConfigSchema.parse({ seed: index, epochs }),
    colour: index % 8,
    createdAt: Date.now(),
    parent: null,
  });
  for (let epoch = 1; epoch <= epochs; epoch++) metrics.putEpoch(id, epochMetrics(epoch, index));
  store.refreshTotals(id);
  const at = Date.now();
  store.setStatus(id, { status: 'done', error: null, startedAt: at, finishedAt: at });
  return id;
}

function epochMetrics(epoch: number, index: number): EpochMetrics {
  const nats = 130 + 40 / epoch + (index % 17);
  return {
    epoch,
    trainLoss: nats,
    trainReconstruction: nats - 7,
    trainKl: 7,
    testLoss: nats + 1,
    testReconstruction: nats - 6,
    testKl: 7,
    klPerDimension: Float32Array.of(3, 4),
    activeUnits: 2,
    seconds: 2.5,
    imagesPerSecond: 24_000,
    learningRate: 0.001,
    klWeight: 1,
  };
}

/** Writes flush to the disk, as they do after an epoch; loads read and check both parts. */
function timeCheckpoints({ checkpoints: store }: Stores, run: RunId, count: number) {
  const weights = new Uint8Array(standardNormals(1, seedWeights).buffer);
  const optimizer = new Uint8Array(standardNormals(2, 2 * seedWeights).buffer);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const state = { weights, optimizer, sha256: sha256(weights), optimizerSha256: sha256(optimizer) };
  const [write, load]: [number[], number[]] = [[], []];
  for (let epoch = 1; epoch <= count; epoch++) {
    const id = v7() as CheckpointId;
    const checkpoint = { id, run, createdAt: Date.now(), state: { ...state, epoch, step: 0 } };
    write.push(milliseconds(() => store.add(checkpoint)));
    load.push(milliseconds(() => store.state(id)));
  }
  return { write, load };
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
