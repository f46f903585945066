import { inRoot } from '../../lib/paths.mjs';

/** A path under the folder that holds what is packaged besides our own bundles. @param {string[]} parts */
export const staged = (...parts) => inRoot('build/package', ...parts);

/** @param {string[]} parts */
export const inModules = (...parts) => inRoot('node_modules', ...parts);
