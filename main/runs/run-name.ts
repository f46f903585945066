import { presets } from '../../shared/presets';
import type { RunConfig } from '../../shared/run-config';
import { configGlance } from '../../shared/run-config-glance';

const longestName = 200;

/** A name for a run that was given none: its preset's, or its configuration at a glance; and its seed. */
export function nameFromConfig(config: RunConfig): string {
  const glance = configGlance(config);
  const preset = Object.values(presets).find((candidate) => {
    return configGlance(candidate.config) === glance;
  });
  const seed = config.seed === 1 ? '' : ` · seed ${config.seed}`;
  return (preset?.label ?? glance).slice(0, longestName - seed.length) + seed;
}
