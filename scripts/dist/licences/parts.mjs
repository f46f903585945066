import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import spdx from 'spdx-license-list/full.js';
import { inRoot } from '../../lib/paths.mjs';
import { version as tensorflowVersion } from '../../setup/parts/tensorflow.mjs';
import { electronDist } from '../electron-dist.mjs';
import { inModules } from '../stage/staged.mjs';

/**
 * A part of the application that others made.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version empty when it has none
 * @property {string} licence its SPDX expression, or in words
 * @property {string} author empty when the text says it
 * @property {string} text of the licence
 */

/** The parts that are no npm packages. @returns {Promise<Part[]>} */
export async function largeParts() {
  const versions = await electronVersions();
  const dist = await electronDist();
  return [
    {
      name: 'Electron',
      version: versions['electron'] ?? '',
      licence: 'MIT',
      author: '',
      text: await readFile(`${dist}/LICENSE`, 'utf8'),
    },
    {
      name: 'Chromium, Node.js and what they contain',
      version: `${versions['chrome']}, ${versions['node']}`,
      licence: 'BSD-3-Clause, MIT and others',
      author: '',
      text: 'In the file LICENSES.chromium.html, which the About box opens.',
    },
    {
      name: 'TensorFlow',
      version: tensorflowVersion,
      licence: 'Apache-2.0',
      author: 'The TensorFlow Authors',
      text: standardText('Apache-2.0'),
    },
    {
      name: 'What is linked into TensorFlow',
      version: tensorflowVersion,
      licence: 'Several',
      author: '',
      text: await readFile(inModules('@tensorflow/tfjs-node/deps/THIRD_PARTY_NOTICES.txt'), 'utf8'),
    },
    {
      name: 'SQLite',
      version: await sqliteVersion(),
      licence: 'Public domain',
      author: 'D. Richard Hipp and others',
      text: 'The authors of SQLite dedicated its code to the public domain.',
    },
    {
      name: 'Inter, the typeface of sheets',
      version: '',
      licence: 'OFL-1.1',
      author: '',
      text: await readFile(inModules('@expo-google-fonts/inter/LICENSE_FONT'), 'utf8'),
    },
    {
      name: 'Noto, for what Inter lacks',
      version: '',
      licence: 'OFL-1.1',
      author: '',
      text: await readFile(inModules('@expo-google-fonts/noto-sans-jp/LICENSE_FONT'), 'utf8'),
    },
    {
      name: 'The MNIST database of handwritten digits',
      version: '',
      licence: 'CC-BY-SA-3.0',
      author: 'Yann LeCun and Corinna Cortes',
      text: standardText('CC-BY-SA-3.0'),
    },
  ];
}

/** The text of a licence as SPDX has it; empty for an expression of several. @param {string} id */
export const standardText = (id) => spdx[id]?.licenseText ?? '';

/** @returns {Promise<Record<string, string>>} */
async function electronVersions() {
  const { stdout } = await promisify(execFile)(
    `${await electronDist()}/electron`,
    ['-p', 'JSON.stringify(process.versions)'],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  return JSON.parse(stdout);
}

/** Of the sources that better-sqlite3 carries. */
async function sqliteVersion() {
  const header = await readFile(inModules('better-sqlite3/deps/sqlite3/sqlite3.h'), 'utf8');
  return /#define SQLITE_VERSION\s+"([\d.]+)"/.exec(header)?.[1] ?? '';
}

/** Our own licence. */
export const ownLicence = () => readFile(inRoot('LICENSE'), 'utf8');
