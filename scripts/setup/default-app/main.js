import * as electron from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// What Electron's own default app does for `electron [-r MODULE]... FOLDER ...`: packaged copies of Electron come without it.
// The import is awaited because Electron is not ready before, and some of what an application sets must be set by then.

/** Electron documents neither of the two: they are for default apps. */
const app =
  /** @type {electron.App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    electron.app
  );

const { modules, folder } = readArguments(process.argv.slice(1));
const require = createRequire(join(folder, 'package.json'));
for (const module of modules) require(module);

const { name, productName, version, main } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
);
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);

/** @param {string[]} args */
function readArguments(args) {
  const modules = [];
  for (let next = args.shift(); next !== undefined; next = args.shift()) {
    if (next === '-r' || next === '--require') modules.push(args.shift() ?? '');
    else if (!next.startsWith('-')) return { modules, folder: resolve(next) };
  }
  return { modules, folder: resolve('.') };
}
