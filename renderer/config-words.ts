import type { RunConfig, RunConfigKey } from '../shared/run-config';
import { runConfigFields } from '../shared/run-config-fields';
import { knownDatasets } from './known-datasets.svelte';
import { formatCount, formatNumber } from './ui/format';

/** Settings that say nothing unless another one has this value. */
const dependsOn: Partial<Readonly<Record<RunConfigKey, (config: RunConfig) => boolean>>> = {
  decayEvery: ({ learningRateDecay }) => learningRateDecay === 'step',
  decayFactor: ({ learningRateDecay }) => learningRateDecay === 'step',
  baselineEpochs: ({ conditioning }) => conditioning.startsWith('quadrants'),
};

/** Whether a setting says something, the others being what they are. */
export function isInForce(config: RunConfig, key: RunConfigKey): boolean {
  return dependsOn[key]?.(config) ?? true;
}

/** A setting as a person reads it. */
export function settingWords(config: RunConfig, key: RunConfigKey): string {
  const value = config[key];
  const { input } = runConfigFields[key];
  if (key === 'dataset') return knownDatasets.nameOf(config.dataset);
  if (key === 'trainLimit' && value === 0) return 'all';
  if (input.kind === 'choice') {
    return input.choices.find((choice) => choice.value === value)?.label ?? String(value);
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberWords(value, runConfigFields[key].unit);
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'none' : value.join(', ');
}

function numberWords(value: number, unit: string | undefined): string {
  const number = unit === 'images' ? formatCount(value) : formatNumber(value);
  return unit === undefined ? number : `${number} ${unit}`;
}
