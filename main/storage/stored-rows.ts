import { z } from 'zod';
import type { DamagedRow } from '../../shared/damage';
import { WorkbenchError } from '../../shared/errors';

/**
 * Rows are read through schemas with bounds, since the file may have been changed by other programs or by a
 * disk that fails: one bad row must not take the good ones with it. Each issue's message goes on after the
 * column's name, e.g. `must be valid JSON`.
 */

export type Reading<T> = { readonly value: T } | { readonly problem: string };

/** The last epoch that a configuration can ask for. */
export const lastEpoch = 10_000;
/** What a Date can hold. */
const lastMoment = 8_640_000_000_000_000;
/** Characters of names: more than can be given, so that longer ones of other versions are read. */
const mostNameCharacters = 1000;
const shownNameCharacters = 80;
const mostIdCharacters = 1000;
/** JSON texts that are kept parsed: thousands of rows share a few. */
const mostKnown = 2000;

export const storedWhole = (from: number, to: number) => {
  const message = `must be a whole number from ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
  return z.int(message).min(from, message).max(to, message);
};
export const storedNumber = z.number('must be a finite number');
export const storedEpoch = storedWhole(0, lastEpoch);
/** Milliseconds since 1970. */
export const storedTime = storedWhole(0, lastMoment);
export const storedFlag = storedWhole(0, 1).transform((flag) => flag === 1);
export const storedText = (most: number) => {
  const message = `must have at most ${most.toLocaleString('en')} characters`;
  return z.string(message).max(most, message);
};
export const storedName = storedText(mostNameCharacters);
export const storedId = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text, context): z.output<Schema> => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'must be an id of the workbench' });
    return z.NEVER;
  });

/** JSON as one of its own schema; `what` says what it must be, e.g. `a list of tags`. */
export function storedJson<T>(schema: z.ZodType<T>, what: string, most = 100_000) {
  const known = new Map<string, T>();
  return storedText(most).transform((text, context): T => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reading = readJson(schema, text);
    if ('problem' in reading) {
      context.addIssue({ code: 'custom', message: `must be ${what}` });
      return z.NEVER;
    }
    if (known.size < mostKnown) known.set(text, reading.value);
    return reading.value;
  });
}

/** A JSON text by its schema. */
export function readJson<T>(schema: z.ZodType<T>, text: string): Reading<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is not valid JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const [first] = parsed.error.issues;
  return { problem: `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`.replace(/^: /, '') };
}

/** What columns are called in sentences, where that is not their own name. */
const columnWords: Readonly<Record<string, string>> = {
  best_negative_elbo: 'best negative ELBO',
  best_test_loss: 'best test loss',
  class_names: 'list of class names',
  compared: 'saved view',
  config: 'configuration',
  created_at: 'time of creation',
  deleted_at: 'time of deletion',
  engine: 'record of the engine',
  epochs_done: 'number of epochs',
  error: 'error report',
  finished_at: 'end time',
  images_per_second: 'speed',
  kl_per_dimension: 'KL of each dimension',
  notes_bytes: 'notes',
  parent: 'record of its parent',
  sha256: 'checksum',
  started_at: 'start time',
  test_count: 'number of test images',
  test_loss: 'test loss',
  thumbnail_bytes: 'picture',
  training_seconds: 'training time',
  weight_bytes: 'weights',
  train_count: 'number of training images',
};

/** A row by its schema, or a sentence on the first column that does not fit it. */
export function readRow<T>(schema: z.ZodType<T>, row: unknown): Reading<T> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return { value: parsed.data };
  const [first] = parsed.error.issues;
  const column = String(first?.path[0] ?? 'contents');
  const word = columnWords[column] ?? column.replaceAll('_', ' ');
  return { problem: `Its ${word} ${first?.message ?? 'cannot be read'}.` };
}

export interface Rows<T> {
  readonly good: readonly T[];
  readonly damaged: readonly DamagedRow[];
}

/** What a damaged row is told by. */
interface RawRow {
  readonly id: string;
  readonly name?: string;
}

/** Rows by what `read` makes of each. */
export function sortRows<Row extends RawRow, T>(
  rows: readonly Row[],
  read: (row: Row) => Reading<T>,
): Rows<T> {
  const good: T[] = [];
  const damaged: DamagedRow[] = [];
  for (const row of rows) {
    const reading = read(row);
    if ('value' in reading) good.push(reading.value);
    else
      damaged.push({
        id: cut(row.id, mostIdCharacters),
        name: shortName(row.name),
        problem: reading.problem,
      });
  }
  return { good, damaged };
}

/** The error of asking for a row that is there but cannot be read. */
export function damagedRow(what: string, { name }: RawRow, problem: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'database-damaged',
    message: `The ${what} “${shortName(name)}” cannot be read by this version. ${problem} It was left as it is.`,
    remedy: 'Open it with the version of the workbench that made it, or delete it.',
  });
}

function shortName(name = ''): string {
  return cut(name, shownNameCharacters);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
