import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { datasetFileWords, type ImportSources, type SourceFile } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import type { DatasetFile } from '../../shared/trainer-protocol';

/** Files that may be a dataset's, as far as their names and their first bytes tell. */
export interface FoundFiles {
  readonly sources: ImportSources;
  /** Why a person has to say which file is which; null when their names tell. */
  readonly question: string | null;
  /** What their folder or their names call the dataset. */
  readonly name: string;
}

type Named = Partial<Record<DatasetFile, string>>;

/** The parts of a set by their files' names; those that two files are named after are not decided. */
interface NamedSet {
  readonly name: string;
  readonly files: Named;
  readonly doubles: readonly (readonly [DatasetFile, readonly string[]])[];
}

const kinds = Object.keys(datasetFileWords) as DatasetFile[];

const partWords = '(?<part>train(?:ing)?|t10k|test)';
const contentWords = '(?<what>images?|labels?)';
/** A set's name, a part of it, and what is in the file, in the orders in which public datasets have them. */
const patterns: readonly RegExp[] = [
  // emnist-letters-train-images-idx3-ubyte.gz
  new RegExp(`^(?<set>.*?)[-_. ]*${partWords}[-_. ]*${contentWords}`, 'i'),
  // X_kannada_MNIST_train-idx3-ubyte.gz
  new RegExp(`^(?<what>[xy])[-_. ](?:(?<set>.*?)[-_. ])?${partWords}(?![a-z])`, 'i'),
  // labels_test.idx
  new RegExp(`^(?:(?<set>.*)[-_. ])?${contentWords}[-_. ]*${partWords}(?![a-z])`, 'i'),
];

/** What a file system, an editor or a browser puts beside a file. It is never a part of a dataset. */
const debris: readonly RegExp[] = [
  /^\._/,
  /^\.#/,
  /\.(crdownload|part|partial|download|opdownload|tmp|temp|swp)$/i,
];
/** Copies of a file: one may be taken in its place, but only by a person. */
const copies: readonly RegExp[] = [
  /~$/,
  /\.(bak|backup|orig|old)$/i,
  /^#.*#$/,
  / ?\(\d+\)(\.[^.]+)*$/,
  / (- )?copy( ?\d+| \(\d+\))?(\.[^.]+)*$/i,
  /^copy (\(\d+\) )?of /i,
];

/** Files whose first bytes are read, to be chosen from. */
const mostFiles = 400;
const headBytes = 4096;
const magics: Readonly<Record<number, SourceFile['holds']>> = { 0x803: 'images', 0x801: 'labels' };

/**
 * Finds a dataset's files among paths of files and of folders, which are looked into, by their names. Where
 * a file is there both plain and as `.gz`, the plain one is taken. Backups, and downloads that broke off, are left out.
 *
 * @throws WorkbenchError `invalid-input` when files are missing, even if one knew which is which.
 */
export async function findDatasetFiles(paths: readonly string[]): Promise<FoundFiles> {
  const all = (await Promise.all(paths.map(filesAt))).flat();
  const isAny = (path: string, of: readonly RegExp[]) =>
    of.some((each) => each.test(basename(path)));
  const whole = all.filter((path) => !isAny(path, debris));
  const originals = whole.filter((path) => !isAny(path, copies));
  const sets = setsOf(originals);
  const complete = sets.filter((set) => kinds.every((kind) => isNamed(set, kind)));
  const set = complete[0] ?? sets.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0];
  const named = set?.files ?? {};
  const question = questionOf(complete);
  const files = (await Promise.all(whole.slice(0, mostFiles).map((path) => headOf(path)))).flatMap(
    (file) => file ?? [],
  );
  if (complete.length === 0 && ['images', 'labels'].some((what) => countOf(files, what) < 2)) {
    throw missing(kinds.filter((kind) => set === undefined || !isNamed(set, kind)));
  }
  const leftOut = all.filter((path) => !originals.includes(path)).map((path) => basename(path));
  const chosen = complete.length > 0 ? named : guessed(named, files, new Set(originals));
  return {
    sources: { files, chosen, leftOut },
    question,
    name: set?.name || basename(dirname(originals[0] ?? paths[0] ?? '')),
  };
}

/** The sets that files are named after, by name. */
function setsOf(paths: readonly string[]): readonly NamedSet[] {
  const sets = new Map<string, Map<DatasetFile, string[]>>();
  for (const path of paths) {
    const groups = patterns.map((each) => each.exec(basename(path))?.groups).find(Boolean);
    if (groups === undefined) continue;
    const { set = '', part = '', what = '' } = groups;
    const files = sets.get(set.toLowerCase()) ?? new Map<DatasetFile, string[]>();
    const kind = kindOf(part, what);
    sets.set(set.toLowerCase(), files.set(kind, [...(files.get(kind) ?? []), path]));
  }
  return [...sets]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, files]) => {
      const several = [...files].map(([kind, found]) => [kind, withoutCompressed(found)] as const);
      const one = several.filter(([, found]) => found.length === 1);
      return {
        name,
        files: Object.fromEntries(one.map(([kind, found]) => [kind, found[0]!])),
        doubles: several.filter(([, found]) => found.length > 1),
      };
    });
}

const isNamed = ({ files, doubles }: NamedSet, kind: DatasetFile): boolean =>
  files[kind] !== undefined || doubles.some(([double]) => double === kind);
const sizeOf = (set: NamedSet): number => kinds.filter((kind) => isNamed(set, kind)).length;
const countOf = (files: readonly SourceFile[], what: string): number =>
  files.filter(({ holds }) => holds === what).length;

/** Without those of which the plain file is there as well. */
function withoutCompressed(paths: readonly string[]): readonly string[] {
  return paths.filter(
    (path) => extname(path).toLowerCase() !== '.gz' || !paths.includes(path.slice(0, -3)),
  );
}

function kindOf(part: string, what: string): DatasetFile {
  const isTraining = /^train/i.test(part);
  const areImages = /^[ix]/i.test(what);
  if (isTraining) return areImages ? 'trainImages' : 'trainLabels';
  return areImages ? 'testImages' : 'testLabels';
}

function questionOf(complete: readonly NamedSet[]): string | null {
  const [only, ...others] = complete;
  if (only === undefined) return 'The names of these files do not say which is which.';
  if (others.length > 0) {
    const names = complete.map(({ name }) => name || 'one without a name').join(', ');
    return `These files are of several datasets: ${names}. Choose the four files of one of them.`;
  }
  const doubles = only.doubles.map(
    ([kind, paths]) =>
      `${paths.map((path) => basename(path)).join(' and ')} are both named as the ${datasetFileWords[kind]}.`,
  );
  return doubles.length === 0 ? null : `${doubles.join(' ')} Choose which to take.`;
}

/** The named files and, for the other parts, what fits: the larger set trains, and labels are as many as their images. */
function guessed(named: Named, files: readonly SourceFile[], trusted: ReadonlySet<string>): Named {
  const chosen: Named = { ...named };
  const take = (kind: DatasetFile, holds: SourceFile['holds'], count?: number): void => {
    const used = new Set(Object.values(chosen));
    const fitting = files
      .filter(({ path, ...file }) => file.holds === holds && trusted.has(path) && !used.has(path))
      .filter((file) => count === undefined || file.count === count)
      .sort((a, b) => b.count - a.count);
    const found = kind === 'testImages' ? fitting.at(-1) : fitting[0];
    if (found !== undefined) chosen[kind] ??= found.path;
  };
  const sizeOfChosen = (kind: DatasetFile) =>
    files.find(({ path }) => path === chosen[kind])?.count ?? -1;
  take('trainImages', 'images');
  take('testImages', 'images');
  take('trainLabels', 'labels', sizeOfChosen('trainImages'));
  take('testLabels', 'labels', sizeOfChosen('testImages'));
  return chosen;
}

/** The files of a folder, or the file itself. */
async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => join(path, name))
      .sort();
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new WorkbenchError(
      {
        kind: 'invalid-input',
        message: `${path} cannot be read (${code}). Nothing was imported.`,
        remedy: 'Choose files that are there and yours to read.',
      },
      { cause },
    );
  }
}

/** What an IDX file says that it holds; null for any other, and for one that cannot be read. */
async function headOf(path: string): Promise<SourceFile | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      const start = buffer.subarray(0, bytesRead);
      const isGzip = start.length > 2 && start.readUInt16BE() === 0x1f8b;
      const head = isGzip ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start;
      const holds = head.length < 8 ? undefined : magics[head.readUInt32BE()];
      return holds === undefined ? null : { path, holds, count: head.readUInt32BE(4) };
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

function missing(lacking: readonly DatasetFile[]): WorkbenchError {
  const words = lacking.map((kind) => datasetFileWords[kind]);
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `There is no file of ${words.join(', none of ')} among those chosen. Nothing was imported.`,
    remedy:
      'Choose four IDX files, or their folder: images and labels to train with, images and labels to test with; .gz is read too.',
  });
}
