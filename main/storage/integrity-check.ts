import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkbenchError } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { Database } from './database';

/** Few rows, none of them long: checked whole, in some milliseconds each. */
const smallTables = [
  'runs',
  'datasets',
  'comparisons',
  'sheets',
  'sheet_recipes',
  'measures',
  'settings',
];

/** These read every row of a run, though not to the end of its blobs. */
const readRun = {
  measures: 'SELECT total(length(kl_per_dimension)) FROM epoch_metrics WHERE run = ?',
  losses: 'SELECT total(length(losses)) FROM step_metrics WHERE run = ?',
  snapshots: 'SELECT total(length(pixels)) FROM snapshots WHERE run = ?',
  checkpoints: `
    SELECT total(length(w.safetensors) + coalesce(length(o.safetensors), 0)) FROM checkpoints AS c
    JOIN checkpoint_weights AS w ON w.checkpoint = c.id
    LEFT JOIN optimizer_states AS o ON o.checkpoint = c.id
    WHERE c.run = ?`,
} as const;

/** How long the event loop is held at a time. */
const sliceMilliseconds = 8;

/**
 * Looks for damage in the background: SQLite's quick_check of the small tables, then every row of every run,
 * in slices of some milliseconds with the event loop free to run in between. (quick_check of the large
 * tables would hold up a window for seconds.) What is inside a checkpoint is compared with its SHA-256
 * whenever it is read. Ends early when the database is closed.
 *
 * @returns a sentence for each finding; empty when all is well.
 */
export async function checkIntegrity(database: Database): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const table of smallTables) {
    await nextTurn();
    if (!database.isOpen) return findings;
    findings.push(...checkTable(database, table));
  }
  if (findings.length > 0) return findings;

  const queries = Object.entries(readRun).map(
    ([what, sql]) => [what, database.prepare<[RunId], unknown>(sql)] as const,
  );
  const runs = database.prepare<[], { id: RunId; name: string }>('SELECT id, name FROM runs').all();
  let sliceStart = performance.now();
  for (const { id, name } of runs) {
    if (performance.now() - sliceStart > sliceMilliseconds) {
      await nextTurn();
      if (!database.isOpen) return findings;
      sliceStart = performance.now();
    }
    for (const [what, query] of queries) {
      if (isDamaged(() => query.get(id))) findings.push(`The ${what} of “${name}” are damaged.`);
    }
  }
  return findings;
}

function checkTable(database: Database, table: string): readonly string[] {
  let problems: readonly string[] = [];
  const cannotBeRead = isDamaged(() => {
    problems = database
      .pragma(`quick_check('${table}')`)
      .map((row) => String(row['quick_check']))
      .filter((text) => text !== 'ok');
  });
  const details = cannotBeRead ? ['it cannot be read'] : problems;
  return details.map((detail) => `The table “${table}” is damaged: ${detail}.`);
}

function isDamaged(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (error instanceof WorkbenchError && error.kind === 'database-damaged') return true;
    throw error;
  }
}
