import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { run } from './command.mjs';
import { SetupFailure } from './failure.mjs';

const oldestNode = [20, 19];

/** Throws unless this is a machine that the native parts exist for. */
export function requireMachine() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupFailure(
      `Node ${process.versions.node} is too old`,
      `the build tools need Node ${oldestNode.join('.')}`,
      'Install Node 20.19 or newer, then call the same command again.',
    );
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      'This machine cannot run the workbench',
      `it is ${process.platform} on ${process.arch}, and its native parts are for Linux on x86-64`,
      'Use a Linux machine with a 64-bit Intel or AMD processor.',
    );
  }
}

/** Throws unless Python can fetch packages. */
export async function requirePip() {
  const { code } = await run('python3', ['-m', 'pip', '--version']);
  if (code === 0) return;
  const python = code !== 127;
  throw new SetupFailure(
    'TensorFlow cannot be fetched',
    python ? "Python's package installer pip is missing" : 'Python 3 is missing',
    installLine(python ? 'python3-pip' : 'python3 python3-pip'),
  );
}

/** Throws unless there is a C++ compiler, with the linker and strip that come with it. */
export async function requireCompiler() {
  if (await isOnPath('g++')) return;
  throw new SetupFailure(
    "TensorFlow's binding cannot be compiled",
    'the C++ compiler g++ is missing',
    installLine('g++'),
  );
}

/** @param {string} packages */
function installLine(packages) {
  const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
  return `Run \`${prefix}apt-get install ${packages}\`, then call the same command again.`;
}

/** Where native parts are kept for all clones; not absolute where the user has no home folder. */
export function cacheFolder() {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(named) ? named : join(homeFolder(), '.cache'), 'cvae-workbench');
}

function homeFolder() {
  try {
    return homedir();
  } catch {
    // HOME is unset, and the system does not know the user.
    return '';
  }
}

/** Throws when the cache would lie wherever the command is called from. @param {string} cache */
export function requireCache(cache) {
  if (isAbsolute(cache)) return;
  throw new SetupFailure(
    'There is no folder to keep native parts in',
    'HOME is no absolute path',
    'Set HOME, or XDG_CACHE_HOME, then call the same command again.',
  );
}

/**
 * Throws when the disk that holds `folder` has less than `bytes` to spare.
 * @param {string} folder which need not exist yet
 * @param {number} bytes
 * @param {(folder: string) => Promise<number>} [measure] bytes free where an existing folder lies
 */
export async function requireSpace(folder, bytes, measure = freeBytes) {
  const free = await measure(await nearestExisting(folder));
  if (free >= bytes) return;
  throw new SetupFailure(
    'The disk is too full to set up the workbench',
    `${folder} needs ${gigabytes(bytes)} (${bytes} bytes) and has ${gigabytes(free)} (${free} bytes) free`,
    'Free some space, or set XDG_CACHE_HOME to a folder on another disk, then call the same command again.',
  );
}

/** Whether a command can be called by its name. @param {string} command */
export async function isOnPath(command) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = await access(join(folder, command), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/** @param {number} bytes */
export const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;

/** @param {string} folder */
async function freeBytes(folder) {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @param {string} folder @returns {Promise<string>} */
async function nearestExisting(folder) {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  return exists ? folder : nearestExisting(dirname(folder));
}
