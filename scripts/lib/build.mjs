import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { digestOf, filesIn } from './digest.mjs';
import { inRoot, root } from './paths.mjs';

const sources = ['shared', 'main', 'renderer'];
const configuration = [
  'scripts/lib/build.mjs',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.base.json',
  'vite.config.ts',
];
const stamp = inRoot('build/inputs.sha256');

const mainEntries = {
  index: inRoot('main/index.ts'),
  trainer: inRoot('main/engine/trainer.ts'),
  sampler: inRoot('main/engine/sampler.ts'),
  'sheet-reader': inRoot('main/sheets/reading/sheet-reader.ts'),
};

/** The typefaces of sheets, whose outlines main draws: files of Google Fonts' packages. */
const fonts = [
  ...new Set(
    JSON.parse(readFileSync(inRoot('main/sheets/raster/typefaces.json'), 'utf8')).flatMap(
      (/** @type {{ regular: string, strong: string }} */ { regular, strong }) => [regular, strong],
    ),
  ),
];
/** What shapes texts looks for it beside its own code. */
const shaper = 'build/main/parts/harfbuzz.wasm';

/** What the utility processes and main load from node_modules at run time: native addons, and Electron itself. */
const external = ['electron', 'better-sqlite3', '@tensorflow/tfjs-node'];

/** Whether build/ holds what the sources as they are now give. */
export async function isBuilt() {
  const outputs = [
    ...Object.keys(mainEntries).map((name) => `build/main/${name}.js`),
    'build/main/preload.cjs',
    'build/renderer/index.html',
    ...fonts.map((path) => `build/fonts/${basename(path)}`),
    shaper,
  ];
  if (!outputs.every((path) => existsSync(inRoot(path))) || !existsSync(stamp)) return false;
  return (await readFile(stamp, 'utf8')) === (await hashOfInputs());
}

/** Bundles main, its utility processes and the preload with esbuild, and the renderer with Vite. */
export async function build() {
  const inputs = await hashOfInputs();
  await rm(stamp, { force: true });
  await buildMain();
  await buildRenderer();
  await copyFonts();
  await mkdir(inRoot('build'), { recursive: true });
  await writeFile(stamp, inputs);
}

async function buildMain() {
  const esbuild = await import('esbuild');
  const common = /** @type {const} */ ({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    sourcemap: true,
    logLevel: 'warning',
    external,
    // Its CommonJS form finds its own parts at run time, where they are not.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
  await rm(inRoot('build/main'), { recursive: true, force: true });
  await esbuild.build({
    ...common,
    entryPoints: mainEntries,
    outdir: inRoot('build/main'),
    format: 'esm',
    // What is imported when it is needed has a file of its own, and so has what several share.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    // CommonJS packages inside the bundle call require() for Node's own modules.
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
    },
  });
  await esbuild.build({
    ...common,
    entryPoints: [inRoot('main/preload/index.ts')],
    outfile: inRoot('build/main/preload.cjs'),
    format: 'cjs',
  });
}

async function copyFonts() {
  await rm(inRoot('build/fonts'), { recursive: true, force: true });
  await mkdir(inRoot('build/fonts'), { recursive: true });
  for (const path of fonts) {
    const font = inRoot('node_modules/@expo-google-fonts', path);
    await copyFile(font, inRoot('build/fonts', basename(path)));
  }
  await copyFile(inRoot('node_modules/harfbuzzjs/dist/harfbuzz.wasm'), inRoot(shaper));
}

async function buildRenderer() {
  const vite = await import('vite');
  await vite.build({ configFile: inRoot('vite.config.ts'), logLevel: 'warn' });
}

async function hashOfInputs() {
  const files = (await Promise.all(sources.map((folder) => filesIn(folder)))).flat();
  return digestOf([...configuration, ...files.filter((file) => !file.includes('.test.'))]);
}
