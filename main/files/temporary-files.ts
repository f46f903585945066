import { createHash, randomBytes } from 'node:crypto';
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Temporary entries in folders of the person. Their names tell which process made them, so that what a killed process
 * left behind is recognised and removed. A process id means something on its own machine only, and machines may share
 * a folder.
 */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const namePattern = /^\.cvae-(?:([0-9a-f]{8})-(\d+)-)?[0-9a-f]{16}\.tmp$/;

/** Names that this process uses now. A process id can come again, in a container it always does. */
const inUse = new Set<string>();

/** Milliseconds after which nobody writes any more: for entries of other machines and of older versions. */
const longestWrite = 24 * 3600 * 1000;

/** In a temporary folder, the folder that holds what is being replaced, under its own name. */
export const replacedFolder = 'replaced';

/** The path of a temporary file or folder, to be made by the caller and removed by `removeTemporary`. */
export function temporaryIn(folder: string): string {
  const name = `.cvae-${machine}-${process.pid}-${randomBytes(8).toString('hex')}.tmp`;
  inUse.add(name);
  return join(folder, name);
}

export async function removeTemporary(path: string): Promise<void> {
  // A process that was told to stop writing into it may not have heard it yet.
  await rm(path, { recursive: true, force: true, maxRetries: 5 });
  inUse.delete(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * Removes what processes that are gone left in a folder. A folder that was being replaced when its process was killed
 * is put back. What cannot be seen or removed, such as other people's, stays.
 */
export async function clearLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => namePattern.test(each))) {
    const path = join(folder, name);
    if (!(await isLeftOver(path, name))) continue;
    await putBack(join(path, replacedFolder), folder);
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftOver(path: string, name: string): Promise<boolean> {
  const [, owner, pid] = namePattern.exec(name) ?? [];
  if (owner === machine) {
    return !inUse.has(name) && (Number(pid) === process.pid || !isAlive(Number(pid)));
  }
  const facts = await stat(path).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > longestWrite;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    // EPERM: it is there, and somebody else's.
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function putBack(replaced: string, folder: string): Promise<void> {
  const names = await readdir(replaced).catch(() => []);
  for (const name of names) {
    const isThere = await access(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!isThere) await rename(join(replaced, name), join(folder, name));
  }
}
