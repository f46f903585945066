import { presets } from './presets';
import { runConfigKeys } from './run-config-text';
import { configGlance, settingGlance } from './run-config-glance';
import type { RunConfig } from './run-config';
import type { Sweep } from './sweep/read-sweep';

const longestName = 200;
/** Of a sweep's common name this much is always told. */
const leastOfBase = 20;

/** A name for a run that was given none: its preset's, or its configuration at a glance; and its seed. */
export function nameFromConfig(config: RunConfig): string {
  const glance = configGlance(config);
  const preset = Object.values(presets).find((candidate) => {
    return configGlance(candidate.config) === glance;
  });
  const seed = config.seed === 1 ? '' : ` · seed ${config.seed}`;
  return (preset?.label ?? glance).slice(0, longestName - seed.length) + seed;
}

/**
 * Names of a sweep's runs in its order: what they have in common, then what tells each from the others,
 * e.g. `Seed CVAE · β 2 · seed 3`. An empty name becomes the preset's that the common settings are of,
 * or those at a glance. A single run keeps its name, which may be empty.
 */
export function sweepNames(name: string, sweep: Sweep): readonly string[] {
  if (sweep.configs.length === 1) return [name.trim()];
  const base = name.trim() === '' ? commonName(sweep) : name.trim();
  return sweep.configs.map((config) => {
    const own = sweep.varied.map((key) => ` · ${settingGlance(config, key)}`).join('');
    const room = Math.max(leastOfBase, longestName - own.length);
    return `${base.slice(0, room)}${own}`.slice(0, longestName);
  });
}

function commonName({ configs, differing }: Sweep): string {
  const [first] = configs;
  if (first === undefined) return '';
  const common = runConfigKeys.filter((key) => !differing.includes(key) && key !== 'seed');
  const preset = Object.values(presets).find(({ config }) => {
    return common.every((key) => String(config[key]) === String(first[key]));
  });
  return preset?.label ?? configGlance(first, differing);
}

/** A tag that a sweep's runs may share, after what varies in it, e.g. `sweep-beta-seed`. */
export function sweepTag({ varied }: Sweep): string {
  const words = varied.map((key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const tag = ['sweep', ...words].join('-');
  return tag.length <= 40 ? tag : `sweep-of-${varied.length}-settings`;
}
