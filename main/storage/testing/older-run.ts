import type { RunId } from '../../../shared/ids';
import type { RunConfig } from '../../../shared/run-config';
import type { Database } from '../database';

/** Stores a queued run in a database of any version: the stores know only today's. */
export function insertOlderRun(
  database: Database,
  { id, name, config }: { readonly id: RunId; readonly name: string; readonly config: RunConfig },
): void {
  database
    .prepare<[string, string, string]>(
      `INSERT INTO runs (id, name, status, queue_position, config, colour, created_at)
        VALUES (?, ?, 'queued', 1, ?, 0, 1)`,
    )
    .run(id, name, JSON.stringify(config));
}
