import type { DamagedRow } from '../../shared/damage';
import type { ErrorReport } from '../../shared/errors';
import type { MeasuredSpeed } from '../../shared/expected-time';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { RunConfig } from '../../shared/run-config';
import type { RunStatus } from '../../shared/run-status';
import type { Lineage, RunSummary } from '../../shared/runs';
import type { EngineFacts } from '../../shared/trainer-protocol';
import type { Database } from './database';
import { RunReader, storedEngine, type SummaryRow } from './run-rows';
import { prepareRunStatements } from './run-statements';
import { damagedRow, sortRows } from './stored-rows';

export interface NewRun {
  readonly id: RunId;
  readonly name: string;
  readonly config: RunConfig;
  /** 0 to 7. */
  readonly colour: number;
  readonly createdAt: number;
  readonly parent: Lineage | null;
}

/** What a person may change of a run at any time. */
export interface RunAnnotations {
  readonly name?: string;
  readonly starred?: boolean;
  readonly tags?: readonly string[];
  readonly notes?: string;
}

export interface StatusChange {
  readonly status: RunStatus;
  readonly error: ErrorReport | null;
  /** Kept when the run had started before. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

export interface RunList {
  /** Oldest first. */
  readonly runs: readonly RunSummary[];
  readonly damaged: readonly DamagedRow[];
}

/** How fast a run was, and on what. */
export interface StoredSpeed extends MeasuredSpeed {
  readonly cpu: string | null;
  readonly threads: number | null;
}

/** What a run has beside its summary. */
export interface RunExtras {
  readonly notes: string;
  readonly engine: EngineFacts | null;
  readonly trainingSeconds: number;
}

/** The table `runs`. Runs that are being removed for good are not seen here any more. */
export class RunStore {
  readonly #reader = new RunReader();
  readonly #statements: ReturnType<typeof prepareRunStatements>;

  constructor(database: Database) {
    this.#statements = prepareRunStatements(database);
  }

  /** Adds a run at the end of the queue. */
  insert(run: NewRun): void {
    this.#statements.insert.run({
      id: run.id,
      name: run.name,
      config: JSON.stringify(run.config),
      colour: run.colour,
      createdAt: run.createdAt,
      parentRun: run.parent?.run ?? null,
      parentCheckpoint: run.parent?.checkpoint ?? null,
      parentEpoch: run.parent?.epoch ?? null,
    });
  }

  /** Runs that are not in the trash. */
  list(): RunList {
    return this.#read(this.#statements.list.all());
  }

  /** Queued runs that can be read, next first. */
  queued(): readonly RunSummary[] {
    return this.#read(this.#statements.queued.all()).runs;
  }

  /** Runs outside of the trash that failed, broke off or are paused, newest first. */
  unfinished(): readonly RunSummary[] {
    return this.#read(this.#statements.unfinished.all()).runs;
  }

  /** Speeds of the newest runs that have one, newest first. */
  speeds(most: number): readonly StoredSpeed[] {
    return this.#statements.speeds.all(most).flatMap((row) => {
      const config = this.#reader.config(row.config);
      const engine = storedEngine.nullable().safeParse(row.engine);
      if ('problem' in config || !engine.success || !Number.isFinite(row.images_per_second)) {
        return [];
      }
      const { cpu = null, threads = null } = engine.data ?? {};
      const { images_per_second: imagesPerSecond, start_seconds: startSeconds } = row;
      return [{ config: config.value, imagesPerSecond, startSeconds, cpu, threads }];
    });
  }

  /** Runs in the trash. */
  trash(): RunList {
    return this.#read(this.#statements.trash.all());
  }

  /**
   * One run, in the trash or not; undefined if there is none.
   *
   * @throws WorkbenchError `database-damaged` when it cannot be read.
   */
  find(id: RunId): RunSummary | undefined {
    const row = this.#statements.find.get(id);
    if (row === undefined) return undefined;
    const reading = this.#reader.summary(row);
    if ('value' in reading) return reading.value;
    throw damagedRow('run', row, reading.problem);
  }

  /** Of a run that `find` can read. */
  extras(id: RunId): RunExtras | undefined {
    const row = this.#statements.extras.get(id);
    if (row === undefined) return undefined;
    return {
      notes: row.notes,
      engine: storedEngine.nullable().parse(row.engine),
      trainingSeconds: row.training_seconds,
    };
  }

  inTraining(): readonly RunId[] {
    return this.#statements.inTraining.all().map((row) => row.id);
  }

  /** The run made last, even if it was removed since. Damaged ones are passed over. */
  last(): { readonly id: RunId; readonly colour: number } | undefined {
    return this.#statements.last.get();
  }

  /** Runs that branched off from this one and can be read, in the trash or not, oldest first. */
  children(id: RunId): readonly RunSummary[] {
    const { runs } = this.#read(this.#statements.children.all(id));
    return runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Checkpoints of the run that other runs branched off from. */
  branchPoints(id: RunId): ReadonlySet<CheckpointId> {
    return new Set(this.#statements.branchPoints.all(id).map((row) => row.parent_checkpoint));
  }

  /** Puts the run at the end of the queue if it becomes queued, takes it out otherwise. */
  setStatus(id: RunId, change: StatusChange): void {
    this.#statements.setStatus.run({
      id,
      status: change.status,
      error: change.error === null ? null : JSON.stringify(change.error),
      startedAt: change.startedAt,
      finishedAt: change.finishedAt,
    });
  }

  setEngine(id: RunId, engine: EngineFacts): void {
    this.#statements.setEngine.run(JSON.stringify(engine), id);
  }

  annotate(id: RunId, annotations: RunAnnotations): void {
    const { name, starred, tags, notes } = annotations;
    this.#statements.annotate.run({
      id,
      name: name ?? null,
      starred: starred === undefined ? null : Number(starred),
      tags: tags === undefined ? null : JSON.stringify(tags),
      notes: notes ?? null,
    });
  }

  /** Brings what a summary tells of the run's epochs up to date with its metrics. */
  refreshTotals(id: RunId): void {
    this.#statements.refreshTotals.run({ id });
  }

  /** @param deletedAt milliseconds since 1970; null takes the run out of the trash. */
  setDeleted(id: RunId, deletedAt: number | null): void {
    this.#statements.setDeleted.run(deletedAt, id);
  }

  #read(rows: readonly SummaryRow[]): RunList {
    const { good, damaged } = sortRows(rows, (row) => this.#reader.summary(row));
    return { runs: good, damaged };
  }
}
