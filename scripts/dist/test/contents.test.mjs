import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { digestOf } from '../../setup/entry.mjs';
import { applicationFolder, buildApplication } from '../application.mjs';

const run = promisify(execFile);
const resources = join(applicationFolder, 'resources');
const asar = join(resources, 'app.asar');

/** As the executable has it: the ASCII code of a digit. */
const enabled = '1'.charCodeAt(0);

test('the fuses are those of a release', async () => {
  const wire = await getCurrentFuseWire(join(applicationFolder, 'cvae-workbench'));
  const isOn = (/** @type {FuseV1Options} */ fuse) => Number(wire[fuse]) === enabled;
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    cookieEncryption: true,
    onlyFromAsar: true,
    filePrivileges: false,
  });
});

test('it holds the production app, and nothing of its development', () => {
  const files = listPackage(asar, { isPack: false });
  expect(files).toEqual(
    expect.arrayContaining([
      '/package.json',
      '/build/main/index.js',
      '/build/main/trainer.js',
      '/build/main/sampler.js',
      '/build/main/sheet-reader.js',
      '/build/main/preload.cjs',
      '/build/main/parts/harfbuzz.wasm',
      '/build/fonts/Inter_400Regular.ttf',
      '/build/fonts/Inter_600SemiBold.ttf',
      '/build/fonts/NotoSansJP_400Regular.ttf',
      '/build/renderer/index.html',
      '/build/renderer/licences.html',
    ]),
  );
  const packages = files.filter((file) => /^\/node_modules\/(@[^/]+\/)?[^@/]+$/.test(file));
  expect(packages.sort()).toEqual([
    '/node_modules/@tensorflow/tfjs-node',
    '/node_modules/better-sqlite3',
    '/node_modules/bindings',
    '/node_modules/file-uri-to-path',
  ]);
  expect(files.filter((file) => /\.(map|ts|cc|h|md)$|\.test\.|_test\./.test(file))).toEqual([]);
  const manifest = JSON.parse(extractFile(asar, 'package.json').toString());
  expect(manifest).not.toHaveProperty('devDependencies');
  expect(manifest).not.toHaveProperty('scripts');
});

test('native parts are outside the archive, each once and without needless symbols', async () => {
  const entries = await readdir(applicationFolder, { recursive: true, withFileTypes: true });
  const named = (/** @type {RegExp} */ pattern) =>
    entries.filter(({ name }) => pattern.test(name)).map((e) => join(e.parentPath, e.name));
  const libraries = named(/^(libtensorflow.*|tfjs_binding\.node|better_sqlite3\.node)$/);
  expect(libraries).toHaveLength(4);
  for (const path of libraries) {
    expect(path).toContain(join(resources, 'app.asar.unpacked'));
    const { stdout } = await run('readelf', ['--section-headers', '--wide', path]);
    expect(stdout).not.toMatch(/\.symtab|\.debug_/);
  }
  expect(named(/^default_app\.asar$/)).toEqual([]);
});

test('every part that is listed has a licence with a text', () => {
  const page = extractFile(asar, 'build/renderer/licences.html').toString();
  const entry = /<summary>(.*?) <small>(.*?)<\/small><\/summary><pre>(.*?)<\/pre>/gs;
  const parts = [...page.matchAll(entry)].map(([, name, licence, text]) => ({
    name,
    isComplete: licence !== '' && text !== '',
  }));
  const names = parts.map(({ name }) => name);
  const known = [
    'Electron',
    'TensorFlow',
    'SQLite',
    'svelte',
    'chart.js',
    'better-sqlite3',
    'zod',
    'pdfkit',
  ];
  expect(names).toEqual(expect.arrayContaining(known));
  expect(parts.filter(({ isComplete }) => !isComplete)).toEqual([]);
});

test('building it again gives the same files', async () => {
  const before = await listing();
  await buildApplication();
  expect(await listing()).toEqual(before);
});

/** Path and SHA-256 of every file. */
async function listing() {
  const entries = await readdir(applicationFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(paths.map(async (path) => `${path} ${await digestOf(path, 'sha256')}`));
}
