import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { run } from '../setup/command.mjs';
import { digestOf, filesIn } from './digest.mjs';
import { inRoot } from './paths.mjs';

const sources = 'main/engine/native';
export const kernels = 'build/kernels/kernels.node';
const libraries = 'node_modules/@tensorflow/tfjs-node/deps/lib';
const stamp = inRoot('build/kernels/inputs.sha256');

const compilerFlags = [
  ...['-std=c++17', '-O2', '-fPIC', '-shared', '-pthread', '-fvisibility=hidden'],
  ...['-Wall', '-Wextra', '-DNAPI_VERSION=8'],
];

/**
 * Compiles the engine's own kernels, unless they are there as the sources give them. They find TensorFlow's
 * library from their own place, in a checkout and in an installed application.
 */
export async function buildKernels() {
  const inputs = await digestOf(['scripts/lib/build-kernels.mjs', ...(await filesIn(sources))]);
  const isBuilt = existsSync(inRoot(kernels)) && existsSync(stamp);
  if (isBuilt && (await readFile(stamp, 'utf8')) === inputs) return;
  await mkdir(inRoot('build/kernels'), { recursive: true });
  await rm(stamp, { force: true });
  const { code, output } = await run('g++', [
    ...compilerFlags,
    `-I${inRoot('node_modules/node-api-headers/include')}`,
    ...(await filesIn(sources)).filter((file) => file.endsWith('.cc')).map((file) => inRoot(file)),
    `-L${inRoot(libraries)}`,
    '-l:libtensorflow_framework.so.2',
    `-Wl,-rpath,$ORIGIN/../../${libraries}`,
    ...['-o', inRoot(kernels)],
  ]);
  if (code !== 0) throw new Error(`The engine's kernels could not be compiled.\n${output}`);
  await writeFile(stamp, inputs);
}
