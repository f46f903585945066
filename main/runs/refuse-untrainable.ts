import type { DatasetSummary } from '../../shared/datasets';
import { WorkbenchError, type FieldIssue } from '../../shared/errors';
import { sizeIssue } from '../../shared/network-size';
import type { RunConfig } from '../../shared/run-config';

/** What is to be known of a dataset before a run on it is stored. */
export type TrainedDataset = Pick<DatasetSummary, 'name' | 'classes' | 'trainCount' | 'problem'>;

/**
 * Refuses configurations that no training could begin with, before any of them is stored or queued.
 *
 * @param datasetOf throws a WorkbenchError when there is no such dataset; asked once for each
 * @throws WorkbenchError `dataset-damaged`, or `invalid-input` with an issue for the batch or the networks
 */
export function refuseUntrainable(
  configs: readonly RunConfig[],
  datasetOf: (id: string) => TrainedDataset,
): void {
  const ids = new Set(configs.map(({ dataset }) => dataset));
  for (const id of ids) {
    const { name, classes, trainCount, problem } = datasetOf(id);
    if (problem !== null) throw damaged(name, problem);
    const trained = configs.filter(({ dataset }) => dataset === id);
    const size = trained
      .map((config) => sizeIssue(config, classes))
      .find((issue) => issue !== null);
    if (size !== undefined) throw untrainable(size);
    if (Math.max(...trained.map(({ batchSize }) => batchSize)) > trainCount) {
      throw tooLarge(name, trainCount);
    }
  }
}

const damaged = (name: string, problem: string): WorkbenchError =>
  new WorkbenchError({
    kind: 'dataset-damaged',
    message: `“${name}” cannot be trained on. ${problem} Nothing was queued.`,
    remedy: 'Put its files back, or choose another dataset.',
  });

const tooLarge = (name: string, images: number): WorkbenchError =>
  untrainable({
    field: 'batchSize',
    message: `Batch size must not exceed the ${images.toLocaleString('en')} training images of “${name}”.`,
  });

const untrainable = (issue: FieldIssue): WorkbenchError =>
  new WorkbenchError({
    kind: 'invalid-input',
    message: 'The run cannot be trained so. Nothing was queued.',
    issues: [issue],
  });
