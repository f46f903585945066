import type { z } from 'zod';
import { WorkbenchError, type FieldIssue } from '../../shared/errors';
import { presets, type PresetId } from '../../shared/presets';
import { runConfigSchema, type RunConfig, type RunConfigKey } from '../../shared/run-config';

/** A key of the configuration and the text it was given. */
export type Assignment = readonly [key: string, text: string];

const defaults = runConfigSchema.parse({});
export const configKeys = Object.keys(defaults) as readonly RunConfigKey[];

/**
 * The configuration of a preset with keys set to values given as text.
 *
 * @throws WorkbenchError `invalid-input` with an issue for each unknown key and each bad value.
 */
export function configFrom(preset: PresetId, assignments: readonly Assignment[]): RunConfig {
  const issues: FieldIssue[] = [];
  const given = new Map<string, unknown>();
  for (const [key, text] of assignments) {
    if (!isConfigKey(key)) {
      issues.push({ field: key, message: `There is no such key. Keys: ${configKeys.join(', ')}.` });
    } else if (given.has(key)) {
      issues.push({ field: key, message: 'It was given more than once.' });
    } else {
      given.set(key, valueFrom(text, defaults[key]));
    }
  }
  const parsed = runConfigSchema.safeParse({
    ...presets[preset].config,
    ...Object.fromEntries(given),
  });
  if (!parsed.success) issues.push(...issuesOf(parsed.error));
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The configuration is not valid. Nothing was trained.',
    issues,
  });
}

/** `key=value` in two. */
export function parseAssignment(text: string): Assignment | null {
  const equals = text.indexOf('=');
  return equals < 1 ? null : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

/** A number if the text is one; else the text, for a schema to refuse in its own words. */
export function numberFrom(text: string): number | string {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** One issue a field: a list reports each of its items, in the same words. */
export function issuesOf(error: z.ZodError): readonly FieldIssue[] {
  const byField = new Map<string, FieldIssue>();
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '');
    if (!byField.has(field)) byField.set(field, { field, message });
  }
  return [...byField.values()];
}

function isConfigKey(key: string): key is RunConfigKey {
  return Object.hasOwn(defaults, key);
}

/** The text as a value of the kind that the key has; text that will not do is left for the schema. */
function valueFrom(text: string, example: RunConfig[RunConfigKey]): unknown {
  if (Array.isArray(example)) {
    return text === '' ? [] : text.split(',').map((item) => numberFrom(item.trim()));
  }
  if (typeof example === 'number') return numberFrom(text);
  if (typeof example === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}
