import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { inRoot, root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { applicationFolder, buildApplication } from './application.mjs';
import { buildDebianPackage } from './debian/package.mjs';

if (!(await prepare())) {
  process.exitCode = 1;
} else {
  await buildApplication();
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const path = await buildDebianPackage({
    version,
    application: applicationFolder,
    date: await dateOfSources(),
    compression: process.argv.includes('--small') ? 'small' : 'quick',
  });
  const { size } = await stat(path);
  console.log(`${relative(root, path)}  ${(size / 1e6).toFixed(0)} MB`);
}

/** The time of the last commit, or as SOURCE_DATE_EPOCH says: the same sources give the same package. */
async function dateOfSources() {
  const seconds =
    process.env['SOURCE_DATE_EPOCH']
    ?? (await promisify(execFile)('git', ['log', '-1', '--format=%ct'], { cwd: root })).stdout;
  return new Date(Number(seconds) * 1000);
}
