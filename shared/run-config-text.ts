import type { FieldIssue } from './errors';
import { sizeIssue } from './network-size';
import { runConfigSchema, type RunConfig, type RunConfigKey } from './run-config';
import { runConfigFields } from './run-config-fields';

/** A configuration as a person types it: a text for each key. */
export type ConfigTexts = Readonly<Record<RunConfigKey, string>>;

export type ConfigReading =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

export const runConfigKeys = Object.keys(runConfigFields) as readonly RunConfigKey[];

/** Whether a key means anything beside what others say; forms and lists leave out those that do not. */
export function isInForce(
  key: RunConfigKey,
  beside: { readonly learningRateDecay: string; readonly conditioning: string },
): boolean {
  switch (key) {
    case 'decayEvery':
    case 'decayFactor':
      return beside.learningRateDecay === 'step';
    case 'baselineEpochs':
      return beside.conditioning.startsWith('quadrants');
    default:
      return true;
  }
}

/** The texts that `readConfig` turns into this configuration again. */
export function writeConfig(config: RunConfig): ConfigTexts {
  const entries = runConfigKeys.map((key) => {
    const value = config[key];
    return [key, Array.isArray(value) ? value.join(', ') : String(value)];
  });
  return Object.fromEntries(entries) as ConfigTexts;
}

/** Reads texts into a configuration, or tells what is wrong with which key. */
export function readConfig(texts: ConfigTexts): ConfigReading {
  const values = runConfigKeys.map((key) => [key, readConfigValue(key, texts[key])]);
  const parsed = runConfigSchema.safeParse(Object.fromEntries(values));
  if (parsed.success) {
    const issue = sizeIssue(parsed.data);
    return issue === null ? { ok: true, config: parsed.data } : { ok: false, issues: [issue] };
  }
  const issues = parsed.error.issues.map((issue): FieldIssue => {
    const key = issue.path[0] as RunConfigKey;
    return { field: key, message: commaHint(key, texts[key]) ?? issue.message };
  });
  return { ok: false, issues };
}

/** What is wrong with one key's text whatever the others are; undefined when nothing is. */
export function valueIssue(key: RunConfigKey, text: string): string | undefined {
  const parsed = runConfigSchema.shape[key].safeParse(readConfigValue(key, text));
  if (parsed.success) return undefined;
  return commaHint(key, text) ?? parsed.error.issues[0]?.message;
}

/**
 * The value that a text stands for, of the type the key has; what cannot be read becomes a value that
 * the schema refuses. An empty text is no number: it never falls back to a default.
 */
export function readConfigValue(key: RunConfigKey, text: string): unknown {
  const trimmed = text.trim();
  const { input } = runConfigFields[key];
  switch (input.kind) {
    case 'whole':
    case 'real':
      return readNumber(trimmed);
    case 'widths':
      return trimmed === '' ? [] : trimmed.split(/\s*,\s*|\s+/).map(readNumber);
    case 'switch':
      return trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed;
    case 'choice':
    case 'text':
      return trimmed;
  }
}

/** Decimal notation with a point and perhaps an exponent, e.g. `100`, `.5`, `1e-3`; else NaN. */
function readNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Says what to write instead of `0,001` or `60,000`. */
function commaHint(key: RunConfigKey, text: string): string | undefined {
  const { kind } = runConfigFields[key].input;
  if ((kind !== 'whole' && kind !== 'real') || !text.includes(',')) return undefined;
  return 'Write numbers with a point and no commas, such as 0.001 or 60000.';
}
