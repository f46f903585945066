import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// What Electron's own default app does for `electron [-r MODULE]... FOLDER ...`: packaged copies of Electron come without it.
// The import is awaited because Electron is not ready before, and some of what an application sets must be set by then.

const given = process.argv.slice(1);
const modules = [];
let folder = '.';
while (given.length > 0) {
  const argument = given.shift();
  if (argument === '-r' || argument === '--require') modules.push(given.shift());
  else if (!argument.startsWith('-')) {
    folder = resolve(argument);
    break;
  }
}

const require = createRequire(join(folder, 'package.json'));
for (const module of modules) require(module);

const { name, productName, version, main } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
);
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
