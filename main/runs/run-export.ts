import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunId } from '../../shared/ids';
import { measureNames, type Measure, type MeasureName } from '../../shared/measures';
import { runConfigKeys, writeConfig } from '../../shared/run-config-text';
import type { RunDetail } from '../../shared/runs';

export type RunExportFormat = 'csv' | 'json';

/** Runs between which others get a turn: some milliseconds' work. */
const runsAtOnce = 100;

/**
 * A file of runs with everything that is known of each but its curves, digits and weights. CSV has a line a
 * run after a head, as RFC 4180 has it; JSON is an array of objects.
 *
 * @throws what `read` throws.
 */
export async function* exportRuns(
  runs: readonly RunId[],
  read: (run: RunId) => RunDetail,
  format: RunExportFormat,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(format === 'csv' ? csvLine(csvHead) : '[\n');
  for (let from = 0; from < runs.length; from += runsAtOnce) {
    const details = runs.slice(from, from + runsAtOnce).map(read);
    const texts = details.map((run, index) => {
      if (format === 'csv') return csvLine(csvValues(run));
      return `${JSON.stringify(jsonOf(run))}${from + index + 1 < runs.length ? ',' : ''}\n`;
    });
    yield encoder.encode(texts.join(''));
    await nextTurn();
  }
  if (format === 'json') yield encoder.encode(']\n');
}

type Cell = string | number | boolean | null;

/** What a run has besides its configuration and measures. Losses are nats an image. */
const columns: Readonly<Record<string, (run: RunDetail) => Cell>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  status: ({ status }) => status,
  starred: ({ starred }) => starred,
  tags: ({ tags }) => tags.join(', '),
  notes: ({ notes }) => notes,
  createdAt: ({ createdAt }) => moment(createdAt),
  startedAt: ({ startedAt }) => moment(startedAt),
  finishedAt: ({ finishedAt }) => moment(finishedAt),
  epochsDone: ({ epochsDone }) => epochsDone,
  bestTestLoss: ({ bestTestLoss }) => bestTestLoss,
  bestEpoch: ({ bestEpoch }) => bestEpoch,
  bestNegativeElbo: ({ bestNegativeElbo }) => bestNegativeElbo,
  imagesPerSecond: ({ imagesPerSecond }) => imagesPerSecond,
  trainingSeconds: ({ trainingSeconds }) => trainingSeconds,
  parentRun: ({ parent }) => parent?.run ?? null,
  parentEpoch: ({ parent }) => parent?.epoch ?? null,
  error: ({ error }) => error?.message ?? null,
};

/** Of each measure the newest value, and the epoch that it was taken of. */
const csvHead = [
  ...Object.keys(columns),
  ...runConfigKeys,
  ...measureNames.flatMap((name) => [name, `${name} epoch`]),
];

function csvValues(run: RunDetail): readonly Cell[] {
  const config = writeConfig(run.config);
  return [
    ...Object.values(columns).map((read) => read(run)),
    ...runConfigKeys.map((key) => {
      const value = run.config[key];
      return typeof value === 'number' || typeof value === 'boolean' ? value : config[key];
    }),
    ...measureNames.flatMap((name) => {
      const measure = newest(run, name);
      return [measure?.value ?? null, measure?.epoch ?? null];
    }),
  ];
}

function newest({ measures }: RunDetail, wanted: MeasureName): Measure | undefined {
  return measures
    .filter(({ name }) => name === wanted)
    .toSorted((a, b) => b.createdAt - a.createdAt)[0];
}

function jsonOf(run: RunDetail): object {
  const { tags, parent, error, config, engine, measures } = run;
  const plain = Object.entries(columns).map(([key, read]): [string, Cell] => [key, read(run)]);
  return { ...Object.fromEntries(plain), tags, parent, error, config, engine, measures };
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const moment = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();
