import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './command.mjs';
import { failureFrom } from './failure.mjs';
import { requireSpace } from './machine.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages by folder
 */

const bytes = 500e6;

/** The npm packages of package-lock.json in node_modules, none of whose scripts run. */
export class NpmPackages {
  title = 'npm packages';

  /** @param {string} clone */
  constructor(clone) {
    this.clone = clone;
  }

  /** Whether node_modules holds what package-lock.json lists, as npm noted at the end of its last complete installation. */
  async isDone() {
    const [locked, installed] = await Promise.all([
      readPackages(join(this.clone, 'package-lock.json')),
      readPackages(join(this.clone, 'node_modules/.package-lock.json')),
    ]);
    if (!locked || !installed) return false;
    const { '': _root, ...wanted } = locked;
    return (
      Object.entries(wanted).every(([folder, each]) => this.#has(folder, each, installed))
      && Object.keys(installed).every((folder) => folder in wanted)
    );
  }

  async requiredBytes() {
    await requireSpace(this.clone, bytes);
    return bytes;
  }

  async run() {
    const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional'];
    let { code, output } = await npm(args, this.clone);
    // npm's own cache may hold a list of versions from before one that is wanted now.
    if (code !== 0 && /ETARGET|notarget/.test(output)) {
      ({ code, output } = await npm(
        [...args, '--no-prefer-offline', '--prefer-online'],
        this.clone,
      ));
    }
    if (code !== 0) throw failureFrom('The npm packages could not be installed', output);
    if (!(await this.isDone())) {
      throw failureFrom('The npm packages could not be installed', 'npm left some out');
    }
  }

  /**
   * @param {string} folder
   * @param {LockedPackage} wanted
   * @param {LockedPackages} installed
   */
  #has(folder, wanted, installed) {
    const found = installed[folder];
    // Packages for other systems are listed as optional, and stay away.
    if (!found) return wanted.optional === true;
    return (
      found.version === wanted.version
      && found.integrity === wanted.integrity
      && existsSync(join(this.clone, folder, 'package.json'))
    );
  }
}

/** @param {string} path @returns {Promise<LockedPackages | undefined>} */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
