import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const side = 28;

/** Writes the four IDX files of a small dataset, whose classes are bars at different heights. Returns the folder. */
export async function writeIdxFiles(
  folder: string,
  { classes, train, test }: Readonly<Record<'classes' | 'train' | 'test', number>>,
): Promise<string> {
  await mkdir(folder);
  for (const [part, count] of [
    ['train', train],
    ['t10k', test],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, (_, index) => index % classes);
    const images = new Uint8Array(count * side * side);
    labels.forEach((label, index) => {
      const row = 2 + Math.floor((label * (side - 4)) / classes);
      images.fill(255, (index * side + row) * side + 4, (index * side + row) * side + side - 4);
      images[index * side * side + (index % side)] = 128;
    });
    await writeFile(
      join(folder, `${part}-images-idx3-ubyte`),
      idx([0x803, count, side, side], images),
    );
    await writeFile(join(folder, `${part}-labels-idx1-ubyte`), idx([0x801, count], labels));
  }
  return folder;
}

/**
 * Writes the four IDX files of a dataset of black images of class 0, which take no room on the disk however
 * many they are. Returns the folder.
 */
export async function writeBlankIdxFiles(
  folder: string,
  counts: Readonly<Record<'train' | 'test', number>>,
): Promise<string> {
  await mkdir(folder);
  for (const [part, count] of [
    ['train', counts.train],
    ['t10k', counts.test],
  ] as const) {
    const images = join(folder, `${part}-images-idx3-ubyte`);
    const labels = join(folder, `${part}-labels-idx1-ubyte`);
    await writeFile(images, idx([0x803, count, side, side], new Uint8Array()));
    await truncate(images, 16 + count * side * side);
    await writeFile(labels, idx([0x801, count], new Uint8Array(count)));
  }
  return folder;
}

function idx(header: readonly number[], data: Uint8Array): Buffer {
  const words = Buffer.alloc(4 * header.length);
  header.forEach((word, index) => words.writeUInt32BE(word, 4 * index));
  return Buffer.concat([words, data]);
}
