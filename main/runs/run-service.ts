import type { BranchChanges } from '../../shared/branching';
import type { DamagedRow } from '../../shared/damage';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import { mostTags } from '../../shared/ipc/runs';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import { nameFromConfig } from '../../shared/run-name';
import type { RunThumbnail } from '../../shared/run-thumbnails';
import type {
  CheckpointSummary,
  Lineage,
  RunDetail,
  RunLineage,
  RunSummary,
} from '../../shared/runs';
import type { ExportedModel } from '../../shared/export-protocol';
import type { CheckpointWeights } from '../../shared/sampler-protocol';
import type { Snapshot } from '../../shared/snapshots';
import type { EpochSteps } from '../storage/metrics-store';
import type { RunAnnotations } from '../storage/run-store';
import type { Stores } from '../storage/stores';
import { branchConfig, cannotGoOn } from './branch';
import { idAfter } from './id-after';
import { lineageOf } from './lineage';
import type { RunAccess } from './run-access';
import { damageOf } from './run-damage';
import type { RunQueue } from './run-queue';
import { runThumbnails } from './run-thumbnails';
import { newCheckpointId, prune, stateOf } from './training-record';

const runColours = 8;

/** What is changed of many runs at once. */
export interface RunMarks {
  readonly starred?: boolean;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}

export interface RunServiceOptions {
  readonly stores: Stores;
  readonly access: RunAccess;
  readonly queue: RunQueue;
  /** Throws a WorkbenchError for configurations that cannot be trained. */
  readonly refuse: (configs: readonly RunConfig[]) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What can be asked of runs and done with them, but for training (RunQueue) and removal (RunTrash). */
export class RunService {
  readonly #stores: Stores;
  readonly #access: RunAccess;
  readonly #queue: RunQueue;
  readonly #refuse: (configs: readonly RunConfig[]) => void;
  readonly #now: () => number;

  constructor({ stores, access, queue, refuse, now }: RunServiceOptions) {
    this.#stores = stores;
    this.#access = access;
    this.#queue = queue;
    this.#refuse = refuse;
    this.#now = now;
  }

  /** Runs that are not in the trash, oldest first. */
  list(): readonly RunSummary[] {
    return this.#stores.runs.list().runs;
  }

  /** Runs outside of the trash that are stored but cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#stores.runs.list().damaged;
  }

  /** What of a run that can be read cannot: a sentence each. */
  damageOf(run: RunId): readonly string[] {
    return damageOf(run, this.#access, this.#stores);
  }

  /** @throws WorkbenchError `not-found` */
  get(run: RunId): RunDetail {
    const summary = this.#access.get(run);
    const extras = this.#stores.runs.extras(run);
    return {
      ...summary,
      notes: extras?.notes ?? '',
      engine: extras?.engine ?? null,
      trainingSeconds: extras?.trainingSeconds ?? 0,
      checkpoints: this.#stores.checkpoints.list(run),
      measures: this.#stores.measures.list(run),
    };
  }

  /**
   * Stores a run and puts it at the end of the queue. An empty name gets one made from the configuration.
   *
   * @throws WorkbenchError of `refuseUntrainable`
   */
  create({ name, config }: { readonly name: string; readonly config: RunConfig }): RunSummary {
    this.#refuse([config]);
    const run = this.#insert(name, config, null);
    return this.#added(run);
  }

  /**
   * Stores runs with the same tags and puts them at the end of the queue in this order: all of them or,
   * when something is thrown, none.
   */
  createAll(
    runs: readonly { readonly name: string; readonly config: RunConfig }[],
    tags: readonly string[],
  ): readonly RunId[] {
    this.#refuse(runs.map(({ config }) => config));
    const ids = this.#stores.transaction(() =>
      runs.map(({ name, config }) => {
        const id = this.#insert(name, config, null);
        if (tags.length > 0) this.#stores.runs.annotate(id, { tags: [...new Set(tags)] });
        return id;
      }),
    );
    this.#access.tell(ids);
    this.#queue.release();
    return ids;
  }

  /**
   * Makes a run that goes on from a checkpoint of another with some settings changed, and queues it. Weights,
   * optimiser's state and the losses of an unfinished epoch are copied, so that it does not depend on the
   * other run being kept.
   *
   * @throws WorkbenchError `invalid-input` for changes that do not fit, `not-found`, `conflict` when the
   * checkpoint has no optimiser's state any more.
   */
  branch(from: {
    readonly checkpoint: CheckpointId;
    readonly name: string;
    readonly changes: BranchChanges;
  }): RunSummary {
    const checkpoint = this.checkpoint(from.checkpoint);
    const parent = this.#access.get(checkpoint.run);
    const config = branchConfig(parent.config, checkpoint, from.changes);
    if (!checkpoint.resumable) throw cannotGoOn();
    this.#refuse([config]);
    const lineage = { run: parent.id, checkpoint: checkpoint.id, epoch: checkpoint.epoch };
    const run = this.#stores.transaction(() => {
      const state = stateOf(this.#stores, parent.id, checkpoint.id);
      const id = this.#insert(from.name, config, lineage);
      this.#stores.checkpoints.add({
        id: newCheckpointId(),
        run: id,
        createdAt: this.#now(),
        state,
      });
      if (state.step > 0) {
        this.#stores.metrics.putSteps(id, { epoch: state.epoch + 1, losses: state.stepLosses });
      }
      return id;
    });
    return this.#added(run);
  }

  /** @throws WorkbenchError `not-found` */
  lineage(run: RunId): RunLineage {
    return lineageOf(run, this.#access, this.#stores.runs);
  }

  rename = (run: RunId, name: string): RunSummary => this.annotate(run, { name });

  /** Changes name, star, tags (each counts once) or notes: those that are given. */
  annotate(run: RunId, { tags, ...others }: RunAnnotations): RunSummary {
    this.#access.get(run);
    this.#stores.runs.annotate(run, {
      ...others,
      ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
    });
    return this.#access.changed(run);
  }

  /** Stars runs or not, adds tags to those they have or takes tags off: all of it, or nothing when something is thrown. */
  mark(runs: readonly RunId[], { starred, addTags = [], removeTags = [] }: RunMarks): void {
    this.#stores.transaction(() => {
      for (const run of runs) {
        const { name, tags: present } = this.#access.get(run);
        const tags = new Set([...present, ...addTags]);
        for (const tag of removeTags) tags.delete(tag);
        if (tags.size > mostTags) throw tooManyTags(name);
        this.#stores.runs.annotate(run, {
          ...(starred === undefined ? {} : { starred }),
          tags: [...tags],
        });
      }
    });
    this.#access.tell(runs);
  }

  thumbnails(runs: readonly RunId[]): readonly RunThumbnail[] {
    return runThumbnails(this.#stores, runs);
  }

  /** Ascending by epoch. */
  metrics(run: RunId): readonly EpochMetrics[] {
    const { config } = this.#access.get(run);
    return this.#stores.metrics.epochs(run, config.latentDimensions);
  }

  /** Losses of every step by epoch, ascending; the unfinished epoch's up to the last progress report. */
  steps(run: RunId): readonly EpochSteps[] {
    this.#access.get(run);
    const stored = this.#stores.metrics.steps(run);
    const unfinished = this.#queue.unfinishedSteps(run);
    if (unfinished === null || unfinished.losses.length === 0) return stored;
    return [...stored.filter(({ epoch }) => epoch !== unfinished.epoch), unfinished];
  }

  /** Null when that epoch has none. */
  snapshot(run: RunId, epoch: number): Snapshot | null {
    return this.#stores.snapshots.get(run, epoch);
  }

  /** Epochs that have a snapshot, ascending. */
  snapshotEpochs(run: RunId): readonly number[] {
    return this.#stores.snapshots.epochs(run);
  }

  /** @throws WorkbenchError `not-found` */
  checkpoint(id: CheckpointId): CheckpointSummary {
    const checkpoint = this.#stores.checkpoints.find(id);
    if (checkpoint !== undefined) return checkpoint;
    throw new WorkbenchError({
      kind: 'not-found',
      message: 'This checkpoint does not exist any more.',
      remedy: 'Choose another checkpoint of the run.',
    });
  }

  /**
   * A checkpoint as the sampler needs it; its weights are the safetensors file that is exported.
   *
   * @throws WorkbenchError `not-found`, or `database-damaged` when the weights are not what was stored.
   */
  checkpointWeights(id: CheckpointId): CheckpointWeights {
    const { run, sha256 } = this.checkpoint(id);
    const { config } = this.#access.get(run);
    const weights = this.#stores.checkpoints.weights(id);
    if (weights === undefined) throw new Error(`Checkpoint ${id} has no weights.`);
    return { checkpoint: id, config, weights, sha256 };
  }

  /** A checkpoint with what training goes on from, as far as it is kept. Throws what `checkpointWeights` does. */
  exportedModel(id: CheckpointId): ExportedModel {
    const model = this.checkpointWeights(id);
    const state = this.#stores.checkpoints.state(id);
    if (state === undefined) return { ...model, training: null };
    const { epoch, step, optimizer, optimizerSha256 } = state;
    return { ...model, training: { epoch, step, optimizer, optimizerSha256 } };
  }

  /** A pinned checkpoint is kept whole, whatever comes after it. */
  pinCheckpoint(id: CheckpointId, pinned: boolean): CheckpointSummary {
    const { run } = this.checkpoint(id);
    const { config } = this.#access.get(run);
    this.#stores.transaction(() => {
      this.#stores.checkpoints.setPinned(id, pinned);
      prune(this.#stores, run, config);
    });
    this.#access.changed(run);
    return this.checkpoint(id);
  }

  #insert(name: string, config: RunConfig, parent: Lineage | null): RunId {
    const last = this.#stores.runs.last();
    const id = idAfter(last?.id) as RunId;
    this.#stores.runs.insert({
      id,
      name: name.trim() === '' ? nameFromConfig(config) : name.trim(),
      config,
      colour: last === undefined ? 0 : (last.colour + 1) % runColours,
      createdAt: this.#now(),
      parent,
    });
    return id;
  }

  #added(run: RunId): RunSummary {
    this.#access.changed(run);
    this.#queue.release();
    return this.#access.get(run);
  }
}

function tooManyTags(name: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `“${name}” would have more than ${mostTags} tags. Nothing was changed.`,
    remedy: 'Take tags off first.',
  });
}
