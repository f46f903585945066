import { join, resolve } from 'node:path';

/** The folder that holds package.json. */
export const root = resolve(import.meta.dirname, '../..');

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);
