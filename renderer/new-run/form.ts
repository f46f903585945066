import { presetIds, presets, type PresetId } from '../../shared/presets';
import {
  quadrantsSeen,
  runConfigSchema,
  type RunConfig,
  type RunConfigKey,
} from '../../shared/run-config';
import { runConfigFields } from '../../shared/run-config-fields';
import {
  readConfig,
  runConfigKeys,
  writeConfig,
  type ConfigTexts,
} from '../../shared/run-config-text';

/** Fields that belong together. */
export interface FieldGroup {
  readonly title: string;
  readonly keys: readonly RunConfigKey[];
}

export const mainGroups: readonly FieldGroup[] = [
  {
    title: 'Model',
    keys: ['conditioning', 'encoderSizes', 'decoderSizes', 'latentDimensions', 'beta'],
  },
  {
    title: 'Training',
    keys: ['epochs', 'batchSize', 'learningRate', 'seed', 'checkpointEvery'],
  },
];

export const advancedGroups: readonly FieldGroup[] = [
  {
    title: 'Network and likelihood',
    keys: ['channels', 'activation', 'likelihood', 'biasFromMeans'],
  },
  { title: 'KL term', keys: ['klWarmupEpochs', 'freeBits'] },
  {
    title: 'Optimization',
    keys: [
      'learningRateDecay',
      'decayEvery',
      'decayFactor',
      'emaDecay',
      'precision',
      'baselineEpochs',
      'trainLimit',
    ],
  },
];

const advancedKeys = advancedGroups.flatMap(({ keys }) => keys);

/** A configuration, or what is wrong with which field. */
export interface FormReading {
  /** Null while a field is wrong. */
  readonly config: RunConfig | null;
  readonly issues: ReadonlyMap<RunConfigKey, string>;
}

const usual = writeConfig(runConfigSchema.parse({}));

/** Reads the form. A field that is not in force counts as usual, whatever was left in it. */
export function readForm(texts: ConfigTexts): FormReading {
  const counted = Object.fromEntries(
    runConfigKeys.map((key) => [key, isInForce(key, texts) ? texts[key] : usual[key]]),
  ) as ConfigTexts;
  const reading = readConfig(counted);
  if (reading.ok) return { config: reading.config, issues: new Map() };
  const issues = new Map<RunConfigKey, string>();
  for (const { field, message } of reading.issues) {
    const key = field as RunConfigKey;
    if (!issues.has(key)) issues.set(key, message);
  }
  return { config: null, issues };
}

/** Whether a field means anything beside what the others say; the form leaves out those that do not. */
export function isInForce(key: RunConfigKey, texts: ConfigTexts): boolean {
  switch (key) {
    case 'decayEvery':
    case 'decayFactor':
      return texts.learningRateDecay === 'step';
    case 'baselineEpochs':
      return quadrantsSeen(texts.conditioning as RunConfig['conditioning']) > 0;
    default:
      return true;
  }
}

/** The form after one field was edited. The decoder stays the encoder's mirror image if it was. */
export function edit(texts: ConfigTexts, key: RunConfigKey, text: string): ConfigTexts {
  const edited = { ...texts, [key]: text };
  const wasMirrored = mirror(texts.encoderSizes) === mirror(mirror(texts.decoderSizes));
  return key === 'encoderSizes' && wasMirrored ? { ...edited, decoderSizes: mirror(text) } : edited;
}

/** `512, 256` to `256, 512`. */
function mirror(widths: string): string {
  return widths
    .split(',')
    .map((width) => width.trim())
    .reverse()
    .join(', ');
}

/** The preset whose configuration the form holds; null once a field was edited. */
export function presetOf(texts: ConfigTexts): PresetId | null {
  return presetIds.find((id) => same(texts, writeConfig(presets[id].config))) ?? null;
}

function same(a: ConfigTexts, b: ConfigTexts): boolean {
  return runConfigKeys.every((key) => a[key].trim() === b[key]);
}

/** Advanced fields that are not as usual, e.g. `Channels 32, 64`. */
export function unusualAdvanced(texts: ConfigTexts): readonly string[] {
  return advancedKeys
    .filter((key) => isInForce(key, texts) && texts[key].trim() !== usual[key])
    .map((key) => `${runConfigFields[key].label} ${texts[key]}`);
}

/** The layers from image to image, e.g. `784 + label → 512 → 256 → z 2 + label → 256 → 512 → 784`. */
export function layerLine(config: RunConfig): string {
  const pixels = 784;
  const seen = quadrantsSeen(config.conditioning);
  const condition =
    config.conditioning === 'label' ? ' + label' : seen > 0 ? ` + ${seen}/4 image` : '';
  return [
    `${pixels}${condition}`,
    ...config.channels.map((channels) => `conv ${channels}`),
    ...config.encoderSizes,
    `z ${config.latentDimensions}${condition}`,
    ...config.decoderSizes,
    ...[...config.channels].reverse().map((channels) => `conv ${channels}`),
    pixels,
  ].join(' → ');
}
