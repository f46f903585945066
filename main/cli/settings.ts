import { branchKeys, type BranchChanges, type BranchKey } from '../../shared/branching';
import { WorkbenchError, type FieldIssue } from '../../shared/errors';
import { presets, type PresetId } from '../../shared/presets';
import type { RunConfig, RunConfigKey } from '../../shared/run-config';
import { runConfigFields } from '../../shared/run-config-fields';
import {
  readConfig,
  readConfigValue,
  runConfigKeys,
  valueIssue,
  writeConfig,
} from '../../shared/run-config-text';

/** A key of the configuration and the text it was given. */
export type Assignment = readonly [key: string, text: string];

/**
 * The configuration of a preset with keys set to values given as text.
 *
 * @throws WorkbenchError `invalid-input` with an issue for each unknown key and each bad value.
 */
export function configFrom(preset: PresetId, assignments: readonly Assignment[]): RunConfig {
  const { given, issues } = valuesByKey(assignments, runConfigKeys, 'No such key. Keys');
  const reading = readConfig({ ...writeConfig(presets[preset].config), ...given });
  if (!reading.ok) issues.push(...firstOfEachField(reading.issues));
  if (reading.ok && issues.length === 0) return reading.config;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The configuration is not valid. Nothing was trained.',
    issues,
  });
}

/**
 * What a branch changes, of values given as text; whether they fit its checkpoint is for `readBranch` to say.
 *
 * @throws WorkbenchError `invalid-input` with an issue for each key that cannot change and each bad value.
 */
export function branchChangesFrom(assignments: readonly Assignment[]): BranchChanges {
  const { given, issues } = valuesByKey(
    assignments,
    branchKeys,
    'It cannot change in a branch. Keys that can',
  );
  const changes: Partial<Record<BranchKey, number | string>> = {};
  for (const key of branchKeys) {
    const text = given[key];
    if (text === undefined) continue;
    const message = valueIssue(key, text);
    if (message !== undefined) issues.push({ field: key, message });
    changes[key] = readConfigValue(key, text) as number | string;
  }
  if (issues.length === 0) return changes;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The branch cannot be made so. Nothing was trained.',
    issues,
  });
}

/** The text of each of the keys that is given, and what is wrong with the other assignments. */
function valuesByKey<K extends string>(
  assignments: readonly Assignment[],
  keys: readonly K[],
  refusal: string,
) {
  const issues: FieldIssue[] = [];
  const given: Partial<Record<K, string>> = {};
  for (const [name, text] of assignments) {
    const key = keys.find((known) => known === name);
    if (key === undefined) {
      issues.push({ field: name, message: `${refusal}: ${keys.join(', ')}.` });
    } else if (given[key] !== undefined) {
      issues.push({ field: name, message: 'It was given more than once.' });
    } else {
      given[key] = text;
    }
  }
  return { given, issues };
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

/** A line of help on a key: what it does, and what it may be. */
export function keyHelp(key: RunConfigKey): string {
  const { help, input } = runConfigFields[key];
  const choices = input.kind === 'choice' ? input.choices.map(({ value }) => value) : [];
  const allowed = choices.length === 0 ? '' : ` One of ${choices.join(', ')}.`;
  return `${key.padEnd(18)} ${help}${allowed}`;
}
