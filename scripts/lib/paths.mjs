import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const root = resolve(import.meta.dirname, '../..');

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** npm changes to the package's folder; paths on the command line are meant from where npm was called. */
export function calledFrom() {
  const byNpm = process.env['npm_package_json'] === inRoot('package.json');
  return (byNpm && process.env['INIT_CWD']) || process.cwd();
}
