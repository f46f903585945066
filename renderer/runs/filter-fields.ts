import type { RunConfig, RunConfigKey } from '../../shared/run-config';
import { runConfigFields } from '../../shared/run-config-fields';
import { runConfigKeys } from '../../shared/run-config-text';
import { runStatuses } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';

/** What a filter's term can ask about a run. A number that is not known yet is null. */
export type FilterField =
  | { readonly kind: 'number'; readonly read: (run: RunSummary) => number | null }
  | {
      readonly kind: 'text';
      readonly read: (run: RunSummary) => readonly string[];
      /** All that it can be, where that is known. */
      readonly values?: readonly string[];
    };

/** Short names, beside the keys of the configuration themselves. */
const aliases: Readonly<Record<string, RunConfigKey>> = {
  z: 'latentDimensions',
  lr: 'learningRate',
  batch: 'batchSize',
  encoder: 'encoderSizes',
  decoder: 'decoderSizes',
  condition: 'conditioning',
  decay: 'learningRateDecay',
  warmup: 'klWarmupEpochs',
  ema: 'emaDecay',
  images: 'trainLimit',
};

const number = (read: (run: RunSummary) => number | null): FilterField => ({
  kind: 'number',
  read,
});
const text = (
  read: (run: RunSummary) => readonly string[],
  values?: readonly string[],
): FilterField => ({ kind: 'text', read, ...(values && { values }) });

function configField(key: RunConfigKey): FilterField {
  const { input } = runConfigFields[key];
  if (input.kind === 'whole' || input.kind === 'real') {
    return number(({ config }) => Number(config[key]));
  }
  const values = input.kind === 'choice' ? input.choices.map(({ value }) => value) : undefined;
  return text(({ config }) => spellings(config[key]), values);
}

/** Layer sizes can be given as they are shown, 512-256, and as they are typed. */
function spellings(value: RunConfig[RunConfigKey]): readonly string[] {
  return Array.isArray(value) ? ['-', ',', ', '].map((sign) => value.join(sign)) : [String(value)];
}

const ownFields: Readonly<Record<string, FilterField>> = {
  name: text(({ name }) => [name]),
  status: text(({ status }) => [status], runStatuses),
  tag: text(({ tags }) => tags),
  is: text(({ starred }) => (starred ? ['starred'] : []), ['starred']),
  loss: number(({ bestNegativeElbo }) => bestNegativeElbo),
  done: number(({ epochsDone }) => epochsDone),
  speed: number(({ imagesPerSecond }) => imagesPerSecond),
};

const fields: ReadonlyMap<string, FilterField> = new Map([
  ...runConfigKeys.map((key) => [key.toLowerCase(), configField(key)] as const),
  ...Object.entries(aliases).map(([alias, key]) => [alias, configField(key)] as const),
  ...Object.entries(ownFields),
]);

/** The field of that name, in any case. */
export function filterField(name: string): FilterField | undefined {
  return fields.get(name.toLowerCase());
}

/** The names worth telling a person; configuration keys work too. */
export const filterFieldNames: readonly string[] = [
  ...Object.keys(ownFields),
  ...Object.keys(aliases),
  'beta',
  'epochs',
  'seed',
];
