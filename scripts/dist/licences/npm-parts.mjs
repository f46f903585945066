import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../../lib/paths.mjs';
import { packageOf } from '../stage/package-of.mjs';
import { inModules } from '../stage/staged.mjs';
import { standardText } from './parts.mjs';

const licenceFile = /^(licen[cs]e|copying|notice)([-.].*)?$/i;

/** Names of the packages whose code is in our bundles, by the source maps that were written with them. */
export async function bundledPackages() {
  const names = [];
  for (const folder of ['build/main', 'build/main/parts', 'build/renderer/assets']) {
    const files = await readdir(inRoot(folder));
    for (const file of files.filter((name) => name.endsWith('.map'))) {
      /** @type {{ sources: string[] }} */
      const { sources } = JSON.parse(await readFile(inRoot(folder, file), 'utf8'));
      names.push(...sources.map(packageOf));
    }
  }
  const distinct = [...new Set(names.filter((name) => name !== undefined))];
  // Maps that packages bring along name tools, too, which helped to build those and are not here.
  return distinct.filter((name) => existsSync(inModules(name)));
}

/**
 * @param {string} name of a package
 * @returns {Promise<import('./parts.mjs').Part>}
 */
export async function npmPart(name) {
  const folder = inModules(name);
  const { version, license, author } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    name,
    version,
    // Some tell it in their text alone.
    licence: license ?? /\b(MIT) License/i.exec(texts.join())?.[1] ?? '',
    // A text of its own names them; SPDX's does not.
    author: files.length > 0 ? '' : authorOf(name, author),
    text: texts.join('\n\n') || license.split(' AND ').map(standardText).join('\n\n'),
  };
}

/** @param {string} name of the package @param {string | { name: string } | undefined} author "Ada Lovelace <ada@example.org>" */
function authorOf(name, author) {
  if (name.startsWith('@tensorflow/')) return 'The TensorFlow Authors';
  const written = typeof author === 'object' ? author.name : (author ?? '');
  return written.replace(/\s*<.*/, '');
}
