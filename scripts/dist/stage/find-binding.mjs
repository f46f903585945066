import { dirname, join } from 'node:path';

/**
 * Stands in for @mapbox/node-pre-gyp in the bundle of tfjs-node, which asks it for nothing but its own binding.
 * @param {string} packageJson path of tfjs-node's package.json
 */
export const find = (packageJson) => join(dirname(packageJson), 'lib/napi-v8/tfjs_binding.node');
