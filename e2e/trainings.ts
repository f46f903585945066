import { expect } from '@playwright/test';
import type { RunConfigInput } from '../shared/run-config';
import type { RunningApp } from './running-app';

/** Settings of the form of a new run that make trainings short: the labels are the form's own. */

/** Two epochs of 20 steps: over in a moment. */
export const brief = {
  'Encoder layers': '32',
  Epochs: '2',
  'Training images': '2000',
} as const;

/** Four epochs of a second or so each, in small steps: time enough to look on and to step in. */
export const unhurried = {
  'Encoder layers': '16',
  Epochs: '4',
  'Batch size': '20',
  'Training images': '20000',
} as const;

/** A run that was trained through, made without the form. */
export async function trained(
  app: RunningApp,
  name: string,
  changes: RunConfigInput = {},
): Promise<void> {
  const config = { encoderSizes: [32], decoderSizes: [32], epochs: 2, trainLimit: 2000 };
  const { id: run } = await app.invoke('runs.create', { name, config: { ...config, ...changes } });
  await expect.poll(async () => (await app.invoke('runs.get', { run })).status).toBe('done');
}

/** Runs that were stopped before they learned anything, made without the form, in this order. */
export async function stopped(
  app: RunningApp,
  configs: Readonly<Record<string, RunConfigInput>>,
): Promise<void> {
  const ids = [];
  for (const [name, config] of Object.entries(configs)) {
    ids.push((await app.invoke('runs.create', { name, config })).id);
  }
  // The last one first: those that wait behind the first are never begun.
  for (const run of ids.reverse()) await app.invoke('runs.stop', { run });
}
