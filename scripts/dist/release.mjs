import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inRoot, root } from '../lib/paths.mjs';

/**
 * What is being packaged. Its date is what SOURCE_DATE_EPOCH says, or that of the last commit: the same sources give the same package.
 * @returns {Promise<{ version: string, date: Date }>}
 */
export async function release() {
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const given = process.env['SOURCE_DATE_EPOCH'];
  return { version, date: given ? new Date(Number(given) * 1000) : await dateOfSources() };
}

/** Of sources without their history, that of package.json. */
async function dateOfSources() {
  try {
    const { stdout } = await promisify(execFile)('git', ['log', '-1', '--format=%cI'], {
      cwd: root,
    });
    return new Date(stdout.trim());
  } catch {
    return (await stat(inRoot('package.json'))).mtime;
  }
}
