import { checkpointPlace, type CheckpointPlace } from './checkpoints';
import { presets } from './presets';
import { runConfigKeys } from './run-config-text';
import { configGlance, isMirrored, settingGlance } from './run-config-glance';
import type { RunConfig, RunConfigKey } from './run-config';
import type { Sweep } from './sweep/read-sweep';

const longestName = 200;
/** Of a sweep's common name this much is always told. */
const leastOfBase = 20;
/** A configuration that differs in more settings from every preset is no variation of one. */
const mostDifferences = 4;
/** What does not make another model. */
const neverTold: readonly RunConfigKey[] = ['epochs', 'checkpointEvery', 'seed'];

/** A name for a run that was given none: the preset's that it is, or is nearest to, and what differs; and its seed. */
export function nameFromConfig(config: RunConfig): string {
  const seed = config.seed === 1 ? '' : ` · seed ${config.seed}`;
  return variationName(config).slice(0, longestName - seed.length) + seed;
}

/** E.g. `Reference CVAE · β 4`; a configuration far from every preset is told at a glance. Keys of `leftOut` count as equal. */
function variationName(config: RunConfig, leftOut: readonly RunConfigKey[] = []): string {
  const told = runConfigKeys.filter((key) => !leftOut.includes(key) && !neverTold.includes(key));
  const variations = Object.values(presets).map((preset) => ({
    preset,
    differing: told.filter((key) => String(config[key]) !== String(preset.config[key])),
  }));
  const [nearest] = variations.sort((a, b) => a.differing.length - b.differing.length);
  if (nearest === undefined || nearest.differing.length > mostDifferences)
    return configGlance(config, leftOut);
  const words = nearest.differing
    .filter(
      (key) => !(key === 'decoderSizes' && told.includes('encoderSizes') && isMirrored(config)),
    )
    .map((key) => settingGlance(config, key));
  return [nearest.preset.label, ...words].join(' · ');
}

/**
 * Names of a sweep's runs in its order: what they have in common, then what tells each from the others,
 * e.g. `Reference CVAE · β 2 · seed 3`. An empty name is made from the common settings. A single run keeps its name, which may be empty.
 */
export function sweepNames(name: string, sweep: Sweep): readonly string[] {
  const [first] = sweep.configs;
  if (first && sweep.configs.length === 1) return [name.trim() || nameFromConfig(first)];
  const base = name.trim() === '' && first ? variationName(first, sweep.differing) : name.trim();
  return sweep.configs.map((config) => {
    const own = sweep.varied.map((key) => ` · ${settingGlance(config, key)}`).join('');
    const room = Math.max(leastOfBase, longestName - own.length);
    return `${base.slice(0, room)}${own}`.slice(0, longestName);
  });
}

/** A tag that a sweep's runs may share, after what varies in it, e.g. `sweep-beta-seed`. */
export function sweepTag({ varied }: Sweep): string {
  const words = varied.map((key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const tag = ['sweep', ...words].join('-');
  return tag.length <= 40 ? tag : `sweep-of-${varied.length}-settings`;
}

/** What a branch of a run is called unless a person says otherwise: where it begins, and of which run. */
export function branchName(parent: string, checkpoint: CheckpointPlace): string {
  const from = `, from epoch ${checkpointPlace(checkpoint)}`;
  return parent.slice(0, longestName - from.length) + from;
}
