import type { ErrorReport } from './errors';
import type { CheckpointId, RunId } from './ids';
import type { Measure } from './measures';
import type { RunConfig } from './run-config';
import type { RunStatus } from './run-status';
import type { EngineFacts } from './trainer-protocol';

/** Where a run branched off. */
export interface Lineage {
  readonly run: RunId;
  readonly checkpoint: CheckpointId;
  readonly epoch: number;
}

/** A row of the table of runs. Times are milliseconds since 1970. */
export interface RunSummary {
  readonly id: RunId;
  readonly name: string;
  readonly status: RunStatus;
  readonly config: RunConfig;
  /** 0 to 7: index of one of the eight run colours. */
  readonly colour: number;
  readonly starred: boolean;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly epochsDone: number;
  /** Nats an image; null before the first epoch ends. */
  readonly bestTestLoss: number | null;
  readonly bestEpoch: number | null;
  /** Lowest after any epoch, nats per image; null before the first epoch ends. */
  readonly bestNegativeElbo: number | null;
  /** Training images a second over the last epoch. */
  readonly imagesPerSecond: number | null;
  readonly parent: Lineage | null;
  /** Why it failed or was interrupted. */
  readonly error: ErrorReport | null;
  readonly deletedAt: number | null;
}

/** The runs that one goes back to by branching, and those that go back to it; some may be in the trash. */
export interface RunLineage {
  /** Each one's parent before it; the first one's may be gone for good. */
  readonly ancestors: readonly RunSummary[];
  /** Each one after its parent. */
  readonly descendants: readonly RunSummary[];
}

export interface CheckpointSummary {
  readonly id: CheckpointId;
  readonly run: RunId;
  readonly epoch: number;
  /** Steps into the epoch after `epoch`; 0 at the end of an epoch. */
  readonly step: number;
  readonly sha256: string;
  /** Of weights and optimiser state together. */
  readonly bytes: number;
  /** Whether the optimiser's state is kept, so that training can go on from here. */
  readonly resumable: boolean;
  readonly pinned: boolean;
  readonly createdAt: number;
  readonly testLoss: number | null;
}

export interface RunDetail extends RunSummary {
  readonly notes: string;
  readonly engine: EngineFacts | null;
  /** Oldest first. */
  readonly checkpoints: readonly CheckpointSummary[];
  /** Taken on demand, by epoch. */
  readonly measures: readonly Measure[];
  /** Seconds of training so far. */
  readonly trainingSeconds: number;
}
