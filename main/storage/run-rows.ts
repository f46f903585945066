import { z } from 'zod';
import { errorKinds, type ErrorReport } from '../../shared/errors';
import { checkpointIdSchema, runIdSchema, type RunId } from '../../shared/ids';
import { runConfigSchema, type RunConfig } from '../../shared/run-config';
import { runStatuses } from '../../shared/run-status';
import type { Lineage, RunSummary } from '../../shared/runs';
import type { EngineFacts } from '../../shared/trainer-protocol';
import {
  readJson,
  readRow,
  storedEpoch,
  storedFlag,
  storedId,
  storedJson,
  storedName,
  storedNumber,
  storedTime,
  storedWhole,
  type Reading,
} from './stored-rows';

/**
 * Columns of a summary, and of what else a run must have in order to be read. Few, since each one costs 2 ms
 * for 10,000 runs; octet_length() is in the row's header.
 */
export const summaryColumns = `id, name, status, config, colour, starred, tags, created_at, started_at,
  finished_at, deleted_at, epochs_done, best_test_loss, best_epoch, best_negative_elbo, images_per_second,
  error, engine, training_seconds, octet_length(notes) AS notes_bytes,
  CASE WHEN parent_run IS NOT NULL THEN
    json_object('run', parent_run, 'checkpoint', parent_checkpoint, 'epoch', parent_epoch)
  END AS parent`;

/** What it was read from the file as; whether it is that is for `RunReader` to say. */
export interface SummaryRow {
  readonly id: RunId;
  readonly name: string;
  readonly config: string;
}

export interface SpeedRow {
  readonly config: string;
  readonly images_per_second: number;
  readonly start_seconds: number | null;
  readonly engine: string | null;
}

const mostTags = 200;
const tagsSchema = z
  .array(z.string().max(200))
  .max(mostTags)
  .transform((tags) => [...new Set(tags)]);

/** Kinds that this version does not know count as internal. */
const errorSchema: z.ZodType<ErrorReport> = z.object({
  kind: z.enum(errorKinds).catch('internal'),
  message: z.string().max(20_000),
  remedy: z.exactOptional(z.string().max(20_000)),
  issues: z.exactOptional(
    z.array(z.object({ field: z.string().max(200), message: z.string().max(2000) })).max(100),
  ),
});

const lineageSchema: z.ZodType<Lineage> = z.object({
  run: runIdSchema,
  checkpoint: checkpointIdSchema,
  epoch: z.int().min(0).max(10_000),
});

/** What other versions record besides is kept. */
export const engineSchema: z.ZodType<EngineFacts> = z.looseObject({
  tensorflow: z.string().max(200),
  tfjs: z.string().max(200),
  node: z.string().max(200),
  cpu: z.string().max(1000),
  threads: z.int().min(0),
  memory: z.number().min(0),
});

export const storedEngine = storedJson(engineSchema, 'a record of processor and versions');

/** As many as notes of `runNotesSchema` can take in UTF-8. */
const mostNotesBytes = 400_000;

const rowSchema = z.object({
  id: storedId(runIdSchema),
  name: storedName,
  status: z.enum(runStatuses, 'must be one that this version knows'),
  colour: storedWhole(0, 7),
  starred: storedFlag,
  tags: storedJson(tagsSchema, `a list of at most ${mostTags} tags`),
  created_at: storedTime,
  started_at: storedTime.nullable(),
  finished_at: storedTime.nullable(),
  deleted_at: storedTime.nullable(),
  epochs_done: storedEpoch,
  best_test_loss: storedNumber.nullable(),
  best_epoch: storedEpoch.nullable(),
  best_negative_elbo: storedNumber.nullable(),
  images_per_second: storedNumber.nullable(),
  parent: storedJson(lineageSchema, 'a run, a checkpoint and an epoch').nullable(),
  error: storedJson(errorSchema, 'a kind and a message in JSON').nullable(),
  engine: storedEngine.nullable(),
  training_seconds: storedNumber,
  notes_bytes: z.number().max(mostNotesBytes, 'must have at most 100,000 characters'),
});

/** The seed of a stored configuration; inside a text value its quotes would be escaped. */
const seedPattern = /"seed":(\d{1,9})(?=[,}])/;

/**
 * Reads stored runs. Configurations are validated once for all seeds, since that is what takes most of the
 * time of listing thousands of runs.
 */
export class RunReader {
  readonly #known = new Map<string, Reading<RunConfig>>();

  config(text: string): Reading<RunConfig> {
    const found = seedPattern.exec(text);
    if (found === null) return readJson(runConfigSchema, text);
    const template = text.replace(found[0], '"seed":0');
    const known = this.#known.get(template) ?? readJson(runConfigSchema, template);
    this.#known.set(template, known);
    return 'value' in known ? { value: { ...known.value, seed: Number(found[1]) } } : known;
  }

  summary(row: SummaryRow): Reading<RunSummary> {
    const reading = readRow(rowSchema, row);
    if ('problem' in reading) return reading;
    const config = this.config(row.config);
    if ('problem' in config) {
      return { problem: `Its configuration cannot be read: ${config.problem}.` };
    }
    return { value: summaryOf(reading.value, config.value) };
  }
}

function summaryOf(row: z.output<typeof rowSchema>, config: RunConfig): RunSummary {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    config,
    colour: row.colour,
    starred: row.starred,
    tags: row.tags,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    epochsDone: row.epochs_done,
    bestTestLoss: row.best_test_loss,
    bestEpoch: row.best_epoch,
    bestNegativeElbo: row.best_negative_elbo,
    imagesPerSecond: row.images_per_second,
    parent: row.parent,
    error: row.error,
    deletedAt: row.deleted_at,
  };
}
