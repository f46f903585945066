import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inRoot, root } from '../lib/paths.mjs';

/**
 * What is being packaged. Its date is that of the last commit, or as SOURCE_DATE_EPOCH says: the same sources give the same package.
 * @returns {Promise<{ version: string, date: Date }>}
 */
export async function release() {
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const seconds =
    process.env['SOURCE_DATE_EPOCH']
    ?? (await promisify(execFile)('git', ['log', '-1', '--format=%ct'], { cwd: root })).stdout;
  return { version, date: new Date(Number(seconds) * 1000) };
}
