import { toErrorReport } from '../shared/errors';
import { call, on } from './api';
import { knownDatasets } from './known-datasets.svelte';

/** Loads the datasets that there are, and keeps them up to date; returns what ends that. */
export function followDatasets(): () => void {
  void loadDatasets();
  return on('datasets-changed', (datasets) => (knownDatasets.list = datasets));
}

/** After a failure it can be called again. */
export async function loadDatasets(): Promise<void> {
  knownDatasets.error = null;
  try {
    knownDatasets.list = await call('datasets.list');
  } catch (thrown) {
    knownDatasets.error = toErrorReport(thrown);
  }
}
