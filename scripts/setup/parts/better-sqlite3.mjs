import { copyFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run, runInElectron } from '../command.mjs';
import { failureFrom } from '../failure.mjs';
import { archiveDigest, sqliteInArchive, unpackArchive } from './cypress-archive.mjs';

const version = '11.5.0';
const electronVersion = '33.2.1';
const addon = 'better_sqlite3.node';
const downloadSeconds = 60;

/**
 * better-sqlite3's addon, built for Electron's module ABI: the project's own prebuilt, else the one in the npm package that
 * Electron can come from.
 * @param {import('../downloads.mjs').Downloads} downloads
 * @param {string} clone
 * @returns {import('../native-part.mjs').Recipe}
 */
export function betterSqlite3(downloads, clone) {
  return {
    name: 'better-sqlite3',
    title: `better-sqlite3 ${version}`,
    version,
    ingredients: [electronVersion, archiveDigest],
    bytes: 3e6,
    links: [{ from: addon, to: `node_modules/better-sqlite3/build/Release/${addon}` }],
    async make(folder, scratch) {
      if (!(await downloadPrebuilt(clone, folder, scratch))) {
        await unpackArchive(downloads, clone, scratch, [sqliteInArchive]);
        await rename(join(scratch, sqliteInArchive), join(folder, addon));
      }
      await check(clone, folder);
    },
  };
}

/**
 * @param {string} clone
 * @param {string} folder
 * @param {string} scratch
 * @returns {Promise<boolean>} false where its release page cannot be reached
 */
async function downloadPrebuilt(clone, folder, scratch) {
  await copyFile(
    join(clone, 'node_modules/better-sqlite3/package.json'),
    join(scratch, 'package.json'),
  );
  const installer = join(clone, 'node_modules/prebuild-install/bin.js');
  const { code } = await run(
    process.execPath,
    [installer, '--runtime', 'electron', '--target', electronVersion],
    { cwd: scratch, signal: AbortSignal.timeout(downloadSeconds * 1000) },
  );
  const built = join(scratch, 'build/Release', addon);
  if (code !== 0 || !(await stat(built).catch(() => undefined))) return false;
  await rename(built, join(folder, addon));
  return true;
}

/** @param {string} clone @param {string} folder */
async function check(clone, folder) {
  const { code, output } = await runInElectron(
    join(clone, 'node_modules/electron/dist/electron'),
    `const Database = require(process.argv[1]);
     new Database(':memory:', { nativeBinding: process.argv[2] }).prepare('select 1').get();`,
    [join(clone, 'node_modules/better-sqlite3'), join(folder, addon)],
  );
  if (code !== 0) throw failureFrom(`better-sqlite3 ${version} does not load`, output);
}
