import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import type { DatasetFile, DatasetFiles } from '../../shared/trainer-protocol';

/** A dataset's four files, as they were found by their names. */
export interface FoundFiles {
  readonly files: DatasetFiles;
  /** What their folder or their names call the dataset. */
  readonly name: string;
}

const kinds: readonly (readonly [DatasetFile, string])[] = [
  ['trainImages', 'training images'],
  ['trainLabels', 'training labels'],
  ['testImages', 'test images'],
  ['testLabels', 'test labels'],
];

/** Such as `emnist-letters-train-images-idx3-ubyte.gz`: a set's name, its part, and what is in the file. */
const pattern = /^(.*?)[-_. ]*(train(?:ing)?|t10k|test)[-_. ]*(images?|labels?)/i;

/**
 * Finds a dataset's files among paths of files and of folders, which are looked into, by their names. Where
 * a file is there both plain and as `.gz`, the plain one is taken.
 *
 * @throws WorkbenchError `invalid-input` when files are missing or belong to several sets.
 */
export async function findDatasetFiles(paths: readonly string[]): Promise<FoundFiles> {
  const candidates = (await Promise.all(paths.map(filesAt))).flat();
  const sets = new Map<string, Map<DatasetFile, string>>();
  for (const path of candidates.sort(plainLast)) {
    const match = pattern.exec(basename(path));
    if (match === null) continue;
    const [, set = '', part = '', what = ''] = match;
    const files = sets.get(set.toLowerCase()) ?? new Map<DatasetFile, string>();
    sets.set(set.toLowerCase(), files.set(kindOf(part, what), path));
  }
  const whole = [...sets].filter(([, files]) => files.size === kinds.length);
  const [only] = whole;
  if (whole.length > 1) throw severalSets(whole.map(([set]) => set));
  if (only === undefined) throw missing(largest([...sets.values()]));
  const [set, files] = only;
  const folder = basename(dirname(files.get('trainImages')!));
  return {
    files: Object.fromEntries(files) as unknown as DatasetFiles,
    name: set === '' ? folder : set,
  };
}

/** The files of a folder, or the file itself. */
async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(path, name));
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

const isCompressed = (path: string): boolean => extname(path).toLowerCase() === '.gz';
const plainLast = (a: string, b: string): number =>
  Number(isCompressed(b)) - Number(isCompressed(a));

function kindOf(part: string, what: string): DatasetFile {
  const isTraining = part.toLowerCase().startsWith('train');
  const areImages = what.toLowerCase().startsWith('image');
  if (isTraining) return areImages ? 'trainImages' : 'trainLabels';
  return areImages ? 'testImages' : 'testLabels';
}

function largest(
  sets: readonly ReadonlyMap<DatasetFile, string>[],
): ReadonlyMap<DatasetFile, string> {
  return [...sets].sort((a, b) => b.size - a.size)[0] ?? new Map<DatasetFile, string>();
}

function missing(found: ReadonlyMap<DatasetFile, string>): WorkbenchError {
  const lacking = kinds.filter(([file]) => !found.has(file)).map(([, words]) => words);
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `There is no file of ${lacking.join(', none of ')} among those chosen. Nothing was imported.`,
    remedy:
      'Choose four files, or their folder, with names such as train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte; .gz is read too.',
  });
}

function severalSets(sets: readonly string[]): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `These files are of several datasets: ${sets.map((set) => set || 'one without a name').join(', ')}. Nothing was imported.`,
    remedy: 'Choose the four files of one of them.',
  });
}
