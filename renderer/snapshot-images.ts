import { snapshotColumns } from '../shared/snapshots';
import type { SamplerClient } from './sampler-client';

/**
 * The test images that snapshots of models complete, a column each, by their numbers: the first of each label and,
 * where there is none, the image that has the label's own number.
 */
export function snapshotImages(
  sampler: Pick<SamplerClient, 'datasetImages'>,
  dataset: string,
): Promise<readonly number[]> {
  return Promise.all(
    Array.from({ length: snapshotColumns }, async (_, label) => {
      const first = { part: 'test', label, from: 0, count: 1 } as const;
      const { numbers } = await sampler.datasetImages(dataset, first);
      return numbers[0] ?? label;
    }),
  );
}
