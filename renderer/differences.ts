import type { RunConfig, RunConfigKey } from '../shared/run-config';
import { configGlance, settingGlance } from '../shared/run-config-glance';
import { isInForce, runConfigKeys } from '../shared/run-config-text';

/** Keys that are not the same in all. */
export function differingKeys(configs: readonly RunConfig[]): readonly RunConfigKey[] {
  const [first, ...others] = configs;
  if (first === undefined) return [];
  return runConfigKeys.filter((key) =>
    others.some((config) => String(config[key]) !== String(first[key])),
  );
}

/** What tells a configuration from others, e.g. `β 2 · seed 3`; all of it at a glance when nothing does. */
export function differenceWords(config: RunConfig, differing: readonly RunConfigKey[]): string {
  const words = differing
    .filter((key) => isInForce(key, config))
    .map((key) => settingGlance(config, key));
  return words.length === 0 ? configGlance(config) : words.join(' · ');
}
