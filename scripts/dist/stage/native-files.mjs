import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const isNative = (/** @type {string} */ name) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(name);

/**
 * Copies the shared libraries of a folder, on Linux without the symbols that nothing looks up at run time.
 * @param {string} from
 * @param {string} to
 */
export async function copyNativeFiles(from, to) {
  for (const name of (await readdir(from)).filter(isNative)) {
    await copyNativeFile(join(from, name), join(to, name));
  }
}

/** @param {string} from @param {string} to */
export async function copyNativeFile(from, to) {
  await mkdir(dirname(to), { recursive: true });
  if (process.platform === 'linux') await run('strip', ['--strip-unneeded', '-o', to, from]);
  else await copyFile(from, to);
  await chmod(to, 0o644);
}
