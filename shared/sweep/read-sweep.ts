import type { FieldIssue } from '../errors';
import { runConfigSchema, type RunConfig, type RunConfigKey } from '../run-config';
import { runConfigFields } from '../run-config-fields';
import {
  isInForce,
  readConfig,
  runConfigKeys,
  writeConfig,
  type ConfigTexts,
} from '../run-config-text';
import { mostSweepRuns, readValues, splitValues } from './values';

/** The runs that a form with several values in some of its fields stands for. */
export interface Sweep {
  /** At least one; no two are the same. The last varied key changes fastest. */
  readonly configs: readonly RunConfig[];
  /** Keys that a person gave several values, in the order of the fields; empty for a single run. */
  readonly varied: readonly RunConfigKey[];
  /** Keys that are not the same in all: `varied`, and what follows from those. */
  readonly differing: readonly RunConfigKey[];
}

export type SweepReading =
  | { readonly ok: true; readonly sweep: Sweep }
  | {
      readonly ok: false;
      readonly issues: readonly FieldIssue[];
      /** What is wrong with the values together, none being wrong itself. */
      readonly problem: string | null;
    };

type Values = ReadonlyMap<RunConfigKey, readonly string[]>;

const usual = writeConfig(runConfigSchema.parse({}));

/**
 * Reads a form whose fields may hold several values (see `readValues`): all their combinations. A field
 * that is not in force for a combination counts as usual there. A decoder that is the encoder's mirror
 * image, value by value, stays so in each run instead of multiplying them.
 */
export function readSweep(texts: ConfigTexts): SweepReading {
  const { values, issues } = readFields(texts);
  if (issues.length > 0) return { ok: false, issues, problem: null };
  const linked = isMirrored(values);
  const axes = runConfigKeys.filter((key) => {
    return values.get(key)!.length > 1 && !(linked && key === 'decoderSizes');
  });
  const count = axes.reduce((product, key) => product * values.get(key)!.length, 1);
  if (count > mostSweepRuns) {
    const problem = `These values make ${count.toLocaleString('en')} runs; a sweep has at most ${mostSweepRuns.toLocaleString('en')}. Take some values out.`;
    return { ok: false, issues: [], problem };
  }
  const configs = new Map<string, RunConfig>();
  for (const combination of combinations(axes, values)) {
    const chosen = linked ? withMirror(combination) : combination;
    const reading = readConfig(inForce({ ...firsts(values), ...chosen }));
    if (!reading.ok) {
      return {
        ok: false,
        issues: reading.issues.map((issue) => told(issue, chosen)),
        problem: null,
      };
    }
    configs.set(JSON.stringify(reading.config), reading.config);
  }
  const list = [...configs.values()];
  const differing = runConfigKeys.filter((key) => list.some((it) => !same(it[key], list[0]![key])));
  const varied = axes.filter((key) => differing.includes(key));
  return { ok: true, sweep: { configs: list, varied, differing } };
}

/** Whether a field means anything in at least one of the runs; a form leaves out those that do not. */
export function isOffered(key: RunConfigKey, texts: ConfigTexts): boolean {
  return splitValues(texts.learningRateDecay).some((learningRateDecay) =>
    splitValues(texts.conditioning).some((conditioning) =>
      isInForce(key, { learningRateDecay, conditioning }),
    ),
  );
}

/** The decoder that mirrors an encoder: `512, 256; 64` to `256, 512; 64`. */
export function mirror(texts: string): string {
  return splitValues(texts)
    .map((widths) =>
      widths
        .split(/\s*,\s*|\s+/)
        .reverse()
        .join(', '),
    )
    .join('; ');
}

function readFields(texts: ConfigTexts): { values: Values; issues: readonly FieldIssue[] } {
  const values = new Map<RunConfigKey, readonly string[]>();
  const issues: FieldIssue[] = [];
  for (const key of runConfigKeys) {
    const reading = readValues(key, isOffered(key, texts) ? texts[key] : usual[key]);
    if (reading.ok) values.set(key, reading.values);
    else issues.push({ field: key, message: reading.message });
  }
  return { values, issues };
}

/** Whether there are several encoders and the decoders are their mirror images, one by one. */
function isMirrored(values: Values): boolean {
  const [encoders, decoders] = [values.get('encoderSizes')!, values.get('decoderSizes')!];
  return (
    encoders.length > 1
    && encoders.map(mirror).join(';') === decoders.map((widths) => mirror(mirror(widths))).join(';')
  );
}

type Combination = Partial<Record<RunConfigKey, string>>;

function combinations(axes: readonly RunConfigKey[], values: Values): readonly Combination[] {
  return axes.reduce<readonly Combination[]>(
    (all, key) => all.flatMap((one) => values.get(key)!.map((value) => ({ ...one, [key]: value }))),
    [{}],
  );
}

function withMirror(combination: Combination): Combination {
  return { ...combination, decoderSizes: mirror(combination.encoderSizes ?? '') };
}

function firsts(values: Values): ConfigTexts {
  return Object.fromEntries(runConfigKeys.map((key) => [key, values.get(key)![0]])) as ConfigTexts;
}

function inForce(texts: ConfigTexts): ConfigTexts {
  return Object.fromEntries(
    runConfigKeys.map((key) => [key, isInForce(key, texts) ? texts[key] : usual[key]]),
  ) as ConfigTexts;
}

/** Fields that do not go together, with the combination in which they do not. */
function told({ field, message }: FieldIssue, chosen: Combination): FieldIssue {
  const where = Object.entries(chosen).map(
    ([key, value]) => `${runConfigFields[key as RunConfigKey].label} ${value}`,
  );
  return { field, message: where.length === 0 ? message : `${message} (${where.join(', ')})` };
}

function same(a: RunConfig[RunConfigKey], b: RunConfig[RunConfigKey]): boolean {
  return String(a) === String(b);
}
