import { z } from 'zod';
import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { runConfigSchema, type RunConfig } from '../../shared/run-config';
import type { RunStatus } from '../../shared/run-status';
import type { Lineage, RunSummary } from '../../shared/runs';

/** A run that is stored but whose configuration this version cannot read. Nothing of it is lost. */
export interface UnreadableRun {
  readonly id: RunId;
  readonly name: string;
  readonly reason: string;
}

/** Columns of a summary. Few, since each one costs 2 ms for 10,000 runs. */
export const summaryColumns = `id, name, status, config, colour, starred, tags, created_at, started_at,
  finished_at, deleted_at, epochs_done, best_test_loss, best_epoch, best_negative_elbo, images_per_second, error,
  CASE WHEN parent_run IS NOT NULL THEN
    json_object('run', parent_run, 'checkpoint', parent_checkpoint, 'epoch', parent_epoch)
  END AS parent`;

export interface SummaryRow {
  readonly id: RunId;
  readonly name: string;
  readonly status: RunStatus;
  readonly config: string;
  readonly colour: number;
  readonly starred: number;
  readonly tags: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly deleted_at: number | null;
  readonly epochs_done: number;
  readonly best_test_loss: number | null;
  readonly best_epoch: number | null;
  readonly best_negative_elbo: number | null;
  readonly images_per_second: number | null;
  readonly error: string | null;
  readonly parent: string | null;
}

export interface SpeedRow {
  readonly config: string;
  readonly images_per_second: number;
  readonly cpu: string | null;
  readonly threads: number | null;
}

/** A configuration, or why it cannot be read. */
export type ReadConfig = { readonly config: RunConfig } | { readonly reason: string };

/** The seed of a stored configuration; inside a text value its quotes would be escaped. */
const seedPattern = /"seed":(\d{1,9})(?=[,}])/;

/**
 * Reads stored configurations. Each is validated once for all seeds, since validation is what takes most
 * of the time of listing thousands of runs.
 */
export class ConfigReader {
  readonly #known = new Map<string, ReadConfig>();

  read(text: string): ReadConfig {
    const found = seedPattern.exec(text);
    if (found === null) return parseConfig(text);
    const template = text.replace(found[0], '"seed":0');
    const known = this.#known.get(template) ?? parseConfig(template);
    this.#known.set(template, known);
    return 'config' in known ? { config: { ...known.config, seed: Number(found[1]) } } : known;
  }
}

function parseConfig(text: string): ReadConfig {
  try {
    const parsed = runConfigSchema.safeParse(JSON.parse(text));
    return parsed.success ? { config: parsed.data } : { reason: z.prettifyError(parsed.error) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

export function summaryFromRow(row: SummaryRow, config: RunConfig): RunSummary {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    config,
    colour: row.colour,
    starred: row.starred === 1,
    tags: row.tags === '[]' ? [] : (JSON.parse(row.tags) as string[]),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    epochsDone: row.epochs_done,
    bestTestLoss: row.best_test_loss,
    bestEpoch: row.best_epoch,
    bestNegativeElbo: row.best_negative_elbo,
    imagesPerSecond: row.images_per_second,
    parent: row.parent === null ? null : (JSON.parse(row.parent) as Lineage),
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorReport),
    deletedAt: row.deleted_at,
  };
}
