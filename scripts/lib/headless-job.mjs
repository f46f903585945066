import { join } from 'node:path';
import { cvae } from './electron.mjs';
import { profileFolder } from './profile.mjs';

/**
 * The workbench's main job without its window: trains the seed preset into the same database, and writes a sheet of samples.
 * @param {readonly string[]} args of `cvae train`, such as `--epochs 1`
 * @returns {Promise<number>} an exit code
 */
export async function runHeadlessJob(args) {
  const profile = profileFolder(args);
  const preset = args.some((each) => /^--preset(=|$)/.test(each)) ? [] : ['--preset', 'seed'];
  const trained = await cvae(['train', ...preset, ...args]);
  if (trained.code !== 0) return trained.code;

  const { code, output } = await cvae(['runs', '--json', '--profile', profile], { capture: true });
  const newest = output.trim().split('\n').at(-1);
  if (code !== 0 || !newest) return code || 1;
  const { id } = JSON.parse(newest);
  const sheet = join(profile, `samples-${id}.png`);
  const sampled = await cvae(['sample', id, '--profile', profile, '--out', sheet]);
  if (sampled.code !== 0) return sampled.code;

  console.log(`Database: ${join(profile, 'workbench.sqlite')}`);
  console.log(`Sample sheet: ${sheet}`);
  return 0;
}
