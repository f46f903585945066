import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const outputBytes = 64 * 1024 * 1024;
/** Of apt with the network; mmdebstrap leaves it in the new system's own settings. */
const patience = 'Acquire::Retries "3"';

/** What a bare system needs to have another system's files under its feet. Everything ends with the command. */
const enter = `
  mount -t proc proc "$ROOT/proc"
  mount --rbind /dev "$ROOT/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
  exec chroot "$ROOT" "$@"
`;

/** Settings of the network that the new system has to share. */
const network = ['resolv.conf', 'hosts'];

/** A Debian system to install packages into. */
export class DebianSystem {
  #root;

  /** @param {string} root `/`, or the folder of a system of its own */
  constructor(root) {
    this.#root = root;
  }

  /** The smallest Debian 12 that has apt, in a temporary folder. Needs mmdebstrap, which is installed if need be. */
  static async fresh() {
    await run('mmdebstrap', ['--version']).catch(() =>
      run('apt-get', ['install', '--yes', '--no-install-recommends', 'mmdebstrap']),
    );
    const root = await mkdtemp(join(tmpdir(), 'cvae-workbench-debian-'));
    await run('mmdebstrap', ['--variant=apt', `--aptopt=${patience}`, 'bookworm', root], {
      maxBuffer: outputBytes,
    });
    for (const file of network) await cp(join('/etc', file), join(root, 'etc', file));
    const settings = await readdir('/etc/apt/apt.conf.d');
    for (const file of settings.filter((name) => /proxy|registry/.test(name))) {
      await cp(join('/etc/apt/apt.conf.d', file), join(root, 'etc/apt/apt.conf.d', file));
    }
    const system = new DebianSystem(root);
    await system.sh('apt-get update');
    return system;
  }

  /** The machine that we are on. */
  static here() {
    return new DebianSystem('/');
  }

  /** The path of one of the system's files, as seen from here. @param {string} path */
  path(path) {
    return join(this.#root, path);
  }

  /**
   * Runs a shell script as root, or as an ordinary user whose login shell it gets.
   * @param {string} script
   * @param {{ user?: string }} [options]
   * @returns {Promise<string>} its standard output. Throws when it fails.
   */
  async sh(script, { user } = {}) {
    const shell =
      user === undefined ? ['sh', '-ec', script] : ['su', '-', user, '-c', `set -e; ${script}`];
    const command =
      this.#root === '/'
        ? shell
        : [
            ...['unshare', '--mount', '--pid', '--fork', '--kill-child'],
            ...['sh', '-ec', enter, 'enter', ...shell],
          ];
    const [program = '', ...args] = command;
    const { stdout } = await run(program, args, {
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        LANG: 'C.UTF-8',
        ROOT: this.#root,
        DEBIAN_FRONTEND: 'noninteractive',
      },
      maxBuffer: outputBytes,
    });
    return stdout;
  }

  /** Installs a package file, and whatever it depends on. @param {string} path on this machine */
  async install(path) {
    const inside = join('/var/tmp', basename(path));
    await cp(path, this.path(inside));
    await this.sh(`apt-get install --yes --no-install-recommends ${inside}`);
    await rm(this.path(inside));
  }

  /** Removes a system of its own. */
  async dispose() {
    if (this.#root !== '/') await rm(this.#root, { recursive: true, force: true });
  }
}
