import { WorkbenchError, type FieldIssue } from '../../shared/errors';
import { presets, type PresetId } from '../../shared/presets';
import type { RunConfig, RunConfigKey } from '../../shared/run-config';
import { readConfig, runConfigKeys, writeConfig } from '../../shared/run-config-text';

/** A key of the configuration and the text it was given. */
export type Assignment = readonly [key: string, text: string];

/**
 * The configuration of a preset with keys set to values given as text.
 *
 * @throws WorkbenchError `invalid-input` with an issue for each unknown key and each bad value.
 */
export function configFrom(preset: PresetId, assignments: readonly Assignment[]): RunConfig {
  const issues: FieldIssue[] = [];
  const given = new Map<RunConfigKey, string>();
  for (const [key, text] of assignments) {
    if (!isConfigKey(key)) {
      issues.push({ field: key, message: `No such key. Keys: ${runConfigKeys.join(', ')}.` });
    } else if (given.has(key)) {
      issues.push({ field: key, message: 'It was given more than once.' });
    } else {
      given.set(key, text);
    }
  }
  const reading = readConfig({
    ...writeConfig(presets[preset].config),
    ...Object.fromEntries(given),
  });
  if (!reading.ok) issues.push(...firstOfEachField(reading.issues));
  if (reading.ok && issues.length === 0) return reading.config;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The configuration is not valid. Nothing was trained.',
    issues,
  });
}

/** `key=value` in two; null when it is not that. */
export function parseAssignment(text: string): Assignment | null {
  const equals = text.indexOf('=');
  return equals < 1 ? null : [text.slice(0, equals).trim(), text.slice(equals + 1)];
}

/** A list reports each of its items, in the same words. */
export function firstOfEachField(issues: readonly FieldIssue[]): readonly FieldIssue[] {
  return issues.filter(
    ({ field }, index) => issues.findIndex((issue) => issue.field === field) === index,
  );
}

function isConfigKey(key: string): key is RunConfigKey {
  return (runConfigKeys as readonly string[]).includes(key);
}
