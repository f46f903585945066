import type { DatasetSummary } from '../../shared/datasets';
import { presetIds, presets, type PresetId } from '../../shared/presets';
import {
  quadrantsSeen,
  runConfigSchema,
  type RunConfig,
  type RunConfigKey,
} from '../../shared/run-config';
import { runConfigFields, type FieldChoice } from '../../shared/run-config-fields';
import { runConfigKeys, writeConfig, type ConfigTexts } from '../../shared/run-config-text';
import { isOffered, mirror, readSweep, type Sweep } from '../../shared/sweep/read-sweep';
import { splitValues } from '../../shared/sweep/values';

/** Fields that belong together. */
export interface FieldGroup {
  readonly title: string;
  readonly keys: readonly RunConfigKey[];
}

export const mainGroups: readonly FieldGroup[] = [
  { title: 'Data', keys: ['dataset', 'trainLimit'] },
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
    ],
  },
];

const advancedKeys = advancedGroups.flatMap(({ keys }) => keys);

/** The runs that the form stands for, or what is wrong with which field. */
export interface FormReading {
  /** Null while something is wrong. */
  readonly sweep: Sweep | null;
  readonly issues: ReadonlyMap<RunConfigKey, string>;
  /** What is wrong with the values together, none being wrong itself. */
  readonly problem: string | null;
}

const usual = writeConfig(runConfigSchema.parse({}));

/**
 * Reads the form. A field that is not in force counts as usual, whatever was left in it. Datasets are
 * null while they are not known; then any will do.
 */
export function readForm(
  texts: ConfigTexts,
  datasets: readonly DatasetSummary[] | null = null,
): FormReading {
  const reading = readSweep(texts);
  const issues = new Map<RunConfigKey, string>();
  for (const { field, message } of reading.ok ? [] : reading.issues) {
    const key = field as RunConfigKey;
    if (!issues.has(key)) issues.set(key, message);
  }
  const datasetIssue = datasets === null ? null : issueOfDataset(texts.dataset, datasets);
  if (datasetIssue !== null && !issues.has('dataset')) issues.set('dataset', datasetIssue);
  return {
    sweep: reading.ok && issues.size === 0 ? reading.sweep : null,
    issues,
    problem: reading.ok ? null : reading.problem,
  };
}

function issueOfDataset(text: string, datasets: readonly DatasetSummary[]): string | null {
  for (const id of splitValues(text)) {
    const dataset = datasets.find((each) => each.id === id);
    if (dataset === undefined) {
      return `There is no dataset “${id}” here. Choose another, or import it in the view Datasets.`;
    }
    if (dataset.problem !== null) return `${dataset.name}: ${dataset.problem}`;
  }
  return null;
}

/** What a field's value is chosen from; null for one that is typed. */
export function choicesOf(
  key: RunConfigKey,
  datasets: readonly FieldChoice[],
): readonly FieldChoice[] | null {
  const { input } = runConfigFields[key];
  switch (input.kind) {
    case 'choice':
      return input.choices;
    case 'switch':
      return [
        { value: 'false', label: 'No' },
        { value: 'true', label: 'Yes' },
      ];
    case 'text':
      return datasets;
    case 'whole':
    case 'real':
    case 'widths':
      return null;
  }
}

/** The datasets there are, and those in the form that are not there. */
export function datasetChoices(
  datasets: readonly DatasetSummary[],
  text: string,
): readonly FieldChoice[] {
  const missing = splitValues(text).filter((id) => !datasets.some((each) => each.id === id));
  return [
    ...datasets.map(({ id, name }) => ({ value: id, label: name })),
    ...missing.map((id) => ({ value: id, label: id })),
  ];
}

/** The form after one field was edited. The decoder stays the encoder's mirror image if it was. */
export function edit(texts: ConfigTexts, key: RunConfigKey, text: string): ConfigTexts {
  const edited = { ...texts, [key]: text };
  const wasMirrored = mirror(texts.encoderSizes) === mirror(mirror(texts.decoderSizes));
  return key === 'encoderSizes' && wasMirrored ? { ...edited, decoderSizes: mirror(text) } : edited;
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
    .filter((key) => isOffered(key, texts) && texts[key].trim() !== usual[key])
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
