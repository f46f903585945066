import { run } from './command.mjs';
import { failureFrom, SetupFailure } from './failure.mjs';
import { isOnPath } from './machine.mjs';

/** Debian packages that Electron is linked with, by the library that tells whether they are there. */
const libraries = {
  'libgtk-3-0': 'libgtk-3.so.0',
  libnss3: 'libnss3.so',
  libasound2: 'libasound.so.2',
  libgbm1: 'libgbm.so.1',
  libxss1: 'libXss.so.1',
  'libatk-bridge2.0-0': 'libatk-bridge-2.0.so.0',
  libcups2: 'libcups.so.2',
  libdrm2: 'libdrm.so.2',
  libxkbcommon0: 'libxkbcommon.so.0',
};

/** Debian packages that set-up calls, and those that tests call, by their command. */
const tools = { unzip: 'unzip' };
const testTools = { strace: 'strace', xvfb: 'Xvfb', xauth: 'xauth' };

/** The libraries and tools that come from the system. */
export class DebianPackages {
  title = 'Debian packages';

  /** @param {{ forTests: boolean }} options with those that tests need on a machine without a display */
  constructor({ forTests }) {
    this.tools = forTests ? { ...tools, ...testTools } : tools;
  }

  async isDone() {
    return (await this.#missing()).length === 0;
  }

  async requiredBytes() {
    return 0;
  }

  async run() {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await apt(['update']);
    const packages = await renamed(await this.#missing());
    const install = ['install', '-y', '--no-install-recommends', ...packages];
    if (isRoot) return apt(install);
    const line = `sudo apt-get update && sudo apt-get ${install.join(' ')}`;
    throw new SetupFailure(
      'System packages are missing',
      'only root can install them',
      `Run \`${line}\`, then call the same command again.`,
    );
  }

  async #missing() {
    const { output: known } = await run('/sbin/ldconfig', ['-p']);
    const missing = Object.entries(libraries)
      .filter(([, library]) => !known.includes(`${library} `))
      .map(([name]) => name);
    for (const [name, command] of Object.entries(this.tools)) {
      if (!(await isOnPath(command))) missing.push(name);
    }
    return missing;
  }
}

/** @param {string[]} args */
async function apt(args) {
  const { code, output } = await run('apt-get', ['-q', ...args]);
  if (code === 0) return;
  const what = `System packages could not be installed (apt-get ${args.join(' ')})`;
  if (code !== 127) throw failureFrom(what, output);
  throw new SetupFailure(
    what,
    'this is not a Debian system',
    "Install these libraries with your system's own tool, then call the same command again.",
  );
}

/** Debian 13 gave some libraries a new name, with `t64` behind it. @param {string[]} packages */
async function renamed(packages) {
  const { output } = await run('apt-cache', ['pkgnames']);
  const known = new Set(output.split('\n'));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}
