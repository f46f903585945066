import { createHash } from 'node:crypto';
import { unlessNumbered, type ClassNames, type DatasetFacts } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import { checkpointIdSchema, type CheckpointId, type RunId } from '../../shared/ids';
import type { RunConfig } from '../../shared/run-config';
import type { CheckpointSummary } from '../../shared/runs';
import type { CheckpointWeights } from '../../shared/sampler-protocol';
import type { SheetModelFacts } from '../../shared/sheets/contents/content-plan';
import type { SheetModel } from '../../shared/sheets/model-schema';
import type { ProvenanceModel } from './provenance';

/** What sheets ask of what is stored. Each throws a `WorkbenchError` of the kind `not-found`. */
export interface StoredModels {
  checkpoint(id: CheckpointId): Pick<CheckpointSummary, 'run' | 'epoch' | 'step' | 'sha256'>;
  config(run: RunId): RunConfig;
  weights(id: CheckpointId): CheckpointWeights;
  /** Labels that a dataset has, and what they are called. */
  labels(dataset: string): Pick<DatasetFacts, 'classes' | 'classNames'>;
}

/** A checkpoint that a recipe names, found. */
export interface FoundModel {
  /** Under which the sampler knows it. */
  readonly id: CheckpointId;
  readonly sha256: string;
  readonly config: RunConfig;
  readonly classes: number;
  /** Absent where classes are called by their numbers. */
  readonly classNames?: ClassNames | undefined;
  /** Null for one that came with a file, as the run is: the recipe alone tells. */
  readonly run: RunId | null;
  /** Epochs finished, and steps into the next. */
  readonly place: { readonly epoch: number; readonly step: number } | null;
}

/** A model that came with a file. */
export interface CarriedModel extends ProvenanceModel {
  /** safetensors, with the SHA-256 that the provenance tells. */
  readonly weights: Uint8Array;
}

/** Bytes of models from files that are kept; beyond it the oldest go. */
const mostCarriedBytes = 2 ** 28;

/** The checkpoints that recipes name: those in the database, and those that came with files. */
export class SheetModels {
  readonly #stored: StoredModels;
  /** By the id that they were given here; the oldest first. */
  readonly #carried = new Map<CheckpointId, CarriedModel>();

  constructor(stored: StoredModels) {
    this.#stored = stored;
  }

  /**
   * Null when it is neither stored nor came with a file. Another checkpoint with the same id is not taken for it.
   *
   * @throws WorkbenchError when its dataset is not there any more
   */
  find({ checkpoint, sha256 }: Pick<SheetModel, 'checkpoint' | 'sha256'>): FoundModel | null {
    const stored = unlessMissing(() => this.#stored.checkpoint(checkpoint));
    if (stored !== null && (sha256 === null || sha256 === stored.sha256)) {
      const config = this.#stored.config(stored.run);
      const { classes, classNames } = this.#stored.labels(config.dataset);
      return {
        id: checkpoint,
        sha256: stored.sha256,
        config,
        run: stored.run,
        classes,
        ...unlessNumbered(classNames),
        place: { epoch: stored.epoch, step: stored.step },
      };
    }
    for (const [id, model] of this.#carried) {
      if (model.checkpoint !== checkpoint || model.sha256 !== sha256) continue;
      const { config, classes, classNames } = model;
      return { id, sha256, config, classes, classNames, run: null, place: null };
    }
    return null;
  }

  /** @throws WorkbenchError `not-found` */
  get(model: SheetModel): FoundModel {
    return this.find(model) ?? missing(model);
  }

  /** Those of the same checkpoint and weights take each other's place. */
  adopt(models: readonly CarriedModel[]): void {
    for (const model of models) {
      const id = idOf(model);
      this.#carried.delete(id);
      this.#carried.set(id, model);
    }
    for (const id of this.#carried.keys()) {
      if (this.#carriedBytes <= mostCarriedBytes || this.#carried.size <= models.length) return;
      this.#carried.delete(id);
    }
  }

  /**
   * By the id under which the sampler knows it.
   *
   * @throws WorkbenchError `not-found`
   */
  weights(id: CheckpointId): CheckpointWeights {
    const carried = this.#carried.get(id);
    if (carried === undefined) return this.#stored.weights(id);
    const { config, weights, sha256, classes } = carried;
    return { checkpoint: id, config, weights, sha256, classes };
  }

  get #carriedBytes(): number {
    return [...this.#carried.values()].reduce((sum, { weights }) => sum + weights.length, 0);
  }
}

export function factsOf({ config, classes, classNames }: FoundModel): SheetModelFacts {
  const { conditioning, latentDimensions, dataset } = config;
  return { conditioning, latentDimensions, dataset, classes, classNames };
}

/**
 * An id that depends on all that came with the file and is told from every stored one, whatever the file calls
 * it: a UUID of version 8, RFC 9562.
 */
function idOf({ checkpoint, sha256, config }: CarriedModel): CheckpointId {
  const hash = createHash('sha256').update(JSON.stringify([checkpoint, sha256, config]));
  const hex = hash.digest('hex');
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return checkpointIdSchema.parse(groups.join('-'));
}

function unlessMissing<T>(find: () => T): T | null {
  try {
    return find();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && thrown.kind === 'not-found') return null;
    throw thrown;
  }
}

function missing({ name, epoch }: SheetModel): never {
  const whose = name === '' ? '' : ` of “${name}”, epoch ${epoch},`;
  throw new WorkbenchError({
    kind: 'not-found',
    message: `The checkpoint${whose} is not in this database.`,
    remedy: 'Choose a run that is, or open a sheet that carries its model.',
  });
}
