import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { packageOf } from './package-of.mjs';
import { inModules, staged } from './staged.mjs';
import { copyNativeFiles } from './native-files.mjs';

const name = '@tensorflow/tfjs-node';

/** The modules of tfjs-node that the engine loads by name. */
const entries = ['dist/index', 'dist/proto/api_pb'];

/**
 * Stages tfjs-node: its JavaScript and that of its dependencies bundled into a file an entry, so that 16 packages of sources, builds for
 * browsers and installers stay behind; its binding and TensorFlow's libraries where the bundle and the run path look for them.
 * @returns {Promise<string[]>} names of the packages in the bundle
 */
export async function stageTfjsNode() {
  const { metafile } = await build({
    entryPoints: Object.fromEntries(
      entries.map((entry) => [entry, inModules(name, `${entry}.js`)]),
    ),
    outdir: staged('node_modules', name),
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    format: 'cjs',
    metafile: true,
    logLevel: 'warning',
    alias: { '@mapbox/node-pre-gyp': `${import.meta.dirname}/find-binding.mjs` },
  });
  for (const folder of ['lib/napi-v8', 'deps/lib']) {
    await copyNativeFiles(inModules(name, folder), staged('node_modules', name, folder));
  }
  await writeManifest();
  const packages = Object.keys(metafile.inputs).map(packageOf);
  return [...new Set(packages.filter((each) => each !== undefined))];
}

/** Without dependencies: they are in the bundle. */
async function writeManifest() {
  const { version, main, license } = JSON.parse(
    await readFile(inModules(name, 'package.json'), 'utf8'),
  );
  await writeFile(
    staged('node_modules', name, 'package.json'),
    JSON.stringify({ name, version, main, license }, null, 2),
  );
}
