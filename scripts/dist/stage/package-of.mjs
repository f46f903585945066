/**
 * The package that a file belongs to, by the innermost node_modules of its path; undefined for files of ours.
 * @param {string} path
 */
export function packageOf(path) {
  const [, ...inside] = path.replaceAll('\\', '/').split('node_modules/');
  return /^(@[^/]+\/)?[^/]+/.exec(inside.at(-1) ?? '')?.[0];
}
