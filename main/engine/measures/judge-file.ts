import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '../checkpoint';
import type { Dataset } from '../data/idx';
import type { Tensors } from '../engine';
import { judgeShapes } from './judge';
import { trainJudge } from './judge-training';
import type { Pause } from './pause';

/** To be raised with every change of the judge's network or training: older files are then passed over. */
const version = 1;

/**
 * The judge of a dataset: read from its file in `folder`, else trained and written there. The file is a
 * cache, named after the SHA-256 of the images it was trained on; it may be deleted at any time, and one
 * that cannot be read is made again.
 */
export async function obtainJudge(
  folder: string,
  dataset: Dataset,
  pause: Pause,
): Promise<Tensors> {
  const path = join(folder, `judge-${fingerprint(dataset)}.safetensors`);
  const kept = readJudge(path, dataset.classes);
  if (kept !== null) return kept;
  const tensors = await trainJudge(dataset, pause);
  writeJudge(path, tensors);
  return tensors;
}

/** SHA-256 in hex of what a judge depends on. */
function fingerprint({ trainImages, trainLabels, classes }: Dataset): string {
  return createHash('sha256')
    .update(`${version} ${classes} `)
    .update(trainImages)
    .update(trainLabels)
    .digest('hex');
}

function readJudge(path: string, classes: number): Tensors | null {
  try {
    const { tensors } = decodeSafetensors(readFileSync(path));
    const isWhole = Object.entries(judgeShapes(classes)).every(
      ([name, shape]) => tensors[name]?.shape.join() === shape.join(),
    );
    return isWhole ? tensors : null;
  } catch {
    return null;
  }
}

/** Whole or not at all. A judge that cannot be kept serves this once. */
function writeJudge(path: string, tensors: Tensors): void {
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(partial, encodeSafetensors(tensors, { version: String(version) }), {
        mode: 0o600,
      });
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  } catch (thrown) {
    console.error(`The judge was not kept: ${String(thrown)}`);
  }
}
