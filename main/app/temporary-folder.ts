import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders that temporary files go to where the one that is set cannot take them. */
const others = ['/tmp', '/var/tmp', '/dev/shm'];

/** Enough for the graphs of a network, which are small, and for what Chromium puts there. */
const wantedBytes = 16 << 20;

/**
 * Has this process and those that it starts use a temporary folder that exists, can be written to and has room:
 * the one that is set or, where it does not, another. Where none does, each use says what is wrong.
 */
export function chooseTemporaryFolder(isUsable = hasRoom): void {
  const usable = [tmpdir(), ...others].find(isUsable);
  if (usable !== undefined) process.env['TMPDIR'] = usable;
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < wantedBytes) return false;
    rmdirSync(mkdtempSync(join(folder, 'cvae-workbench-')));
    return true;
  } catch {
    return false;
  }
}
