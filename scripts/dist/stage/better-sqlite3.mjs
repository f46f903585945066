import { cp } from 'node:fs/promises';
import { inModules, staged } from './staged.mjs';
import { copyNativeFile } from './native-files.mjs';

/** What of each package is loaded at run time; the rest is sources of SQLite and of the addon, and a downloader. */
const files = {
  'better-sqlite3': ['package.json', 'lib'],
  bindings: ['package.json', 'bindings.js'],
  'file-uri-to-path': ['package.json', 'index.js'],
};
const addon = 'better-sqlite3/build/Release/better_sqlite3.node';

/**
 * Stages better-sqlite3 with its addon and the two packages that find it.
 * @returns {Promise<string[]>} names of the packages
 */
export async function stageBetterSqlite3() {
  for (const [name, parts] of Object.entries(files)) {
    for (const part of parts) {
      await cp(inModules(name, part), staged('node_modules', name, part), { recursive: true });
    }
  }
  await copyNativeFile(inModules(addon), staged('node_modules', addon));
  return Object.keys(files);
}
