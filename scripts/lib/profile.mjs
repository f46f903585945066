import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { calledFrom } from './paths.mjs';

/**
 * The data folder that the workbench takes when given these arguments.
 * @param {readonly string[]} args
 */
export function profileFolder(args) {
  const at = args.indexOf('--profile');
  const named =
    args.find((arg) => arg.startsWith('--profile='))?.slice('--profile='.length)
    ?? (at === -1 ? undefined : args[at + 1]);
  if (named) return resolve(calledFrom(), named);
  const dataHome = process.env['XDG_DATA_HOME'] ?? '';
  const data = isAbsolute(dataHome) ? dataHome : join(homedir(), '.local/share');
  return join(data, 'cvae-workbench');
}
