import { elboScale } from '../../shared/elbo';
import type { RunConfig } from '../../shared/run-config';
import { configGlance } from '../../shared/run-config-glance';
import { seedlessText } from '../../shared/packed-runs';
import { readingKey } from './reading-key';

/** Configurations that differ in their seed alone, and what is worked out once for all of them. */
export interface ConfigFamily {
  readonly id: GroupId;
  readonly glance: string;
  /** Runs of one scale can be ranked by their negative ELBO. */
  readonly scale: string;
}

export type GroupId = `group ${number}`;

const families = new Map<string, ConfigFamily>();
/** A run's configuration never changes. */
const known = new WeakMap<RunConfig, ConfigFamily>();

export function familyOf(config: RunConfig): ConfigFamily {
  const found = known.get(config);
  if (found !== undefined) return found;
  const text = seedlessText(config);
  let family = families.get(text);
  if (family === undefined) {
    family = {
      id: `group ${families.size}`,
      glance: configGlance(config),
      scale: elboScale(config),
    };
    families.set(text, family);
  }
  known.set(config, family);
  return family;
}

/** Where each of these configurations stands among them by how it reads; those that read alike share a place. */
export function configRanks(configs: readonly RunConfig[]): (config: RunConfig) => number {
  const glances = new Set(configs.map((config) => familyOf(config).glance));
  const keys = new Map([...glances].map((glance) => [glance, readingKey(glance)]));
  const places = new Map([...new Set(keys.values())].sort().map((key, place) => [key, place]));
  const ranks = new Map([...keys].map(([glance, key]) => [glance, places.get(key) ?? 0]));
  return (config) => ranks.get(familyOf(config).glance) ?? 0;
}
