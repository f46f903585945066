import type { RunConfigKey } from '../run-config';
import { runConfigFields } from '../run-config-fields';
import { valueIssue } from '../run-config-text';

/** Runs that one sweep may make: more would take weeks, and most likely a slip of the hand. */
export const mostSweepRuns = 1000;

/** Stands between values; within a value, as in `512, 256`, there are commas. */
export const valueSeparator = ';';

export type ValuesReading =
  | { readonly ok: true; readonly values: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** The texts between semicolons, without the spaces around them. */
export function splitValues(text: string): readonly string[] {
  return text.split(valueSeparator).map((value) => value.trim());
}

/** Values as one text again. */
export function joinValues(values: readonly string[]): string {
  return values.join(`${valueSeparator} `);
}

/**
 * The values that a field's text stands for, each once, as texts that `readConfigValue` reads: `1; 2; 4`,
 * or a range of numbers such as `1..5` or `0.5..2 by 0.5`, both ends included. A message tells which
 * value is wrong.
 */
export function readValues(key: RunConfigKey, text: string): ValuesReading {
  const parts = splitValues(text);
  const values = new Set<string>();
  for (const part of parts) {
    const range = readRange(key, part);
    if (!range.ok) return range;
    for (const value of range.values) {
      const message = valueIssue(key, value);
      if (message !== undefined) {
        const isOnly = parts.length === 1 && range.values.length === 1;
        return { ok: false, message: isOnly ? message : blame(value, message) };
      }
      values.add(value);
    }
  }
  return { ok: true, values: [...values] };
}

function blame(value: string, message: string): string {
  return value === ''
    ? `A value is missing beside a semicolon. ${message}`
    : `“${value}”: ${message}`;
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const rangePattern = new RegExp(
  String.raw`^(${number})\s*\.\.\s*(${number})(?:\s+by\s+(${number}))?$`,
  'i',
);

/** The numbers of a range; a text that is none stands for itself. */
function readRange(key: RunConfigKey, text: string): ValuesReading {
  const { kind } = runConfigFields[key].input;
  const range = rangePattern.exec(text);
  if ((kind !== 'whole' && kind !== 'real') || range === null) return { ok: true, values: [text] };
  const [from, to] = [Number(range[1]), Number(range[2])];
  if (range[3] === undefined && kind === 'real') {
    return {
      ok: false,
      message: `“${text}”: say how far apart, such as ${range[1]!}..${range[2]!} by 0.5.`,
    };
  }
  const step = Number(range[3] ?? 1);
  if (!(step > 0) || to < from) {
    return {
      ok: false,
      message: `“${text}”: a range goes up, from the smaller number to the larger one.`,
    };
  }
  // A little more than a whole number of steps is lost by rounding: 0..0.3 by 0.1 has four values.
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > mostSweepRuns) {
    return {
      ok: false,
      message: `“${text}” has ${count.toLocaleString('en')} values; a sweep makes at most ${mostSweepRuns.toLocaleString('en')} runs.`,
    };
  }
  const values = Array.from({ length: count }, (_, i) => {
    return String(Number((from + i * step).toPrecision(12)));
  });
  return { ok: true, values };
}
