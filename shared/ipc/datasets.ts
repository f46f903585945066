import { z } from 'zod';
import {
  datasetIdSchema,
  datasetNameSchema,
  type DatasetSummary,
  type ImportCandidate,
  type ImportFinding,
  type ImportProgress,
} from '../datasets';
import { channel, nothing } from './channel';

const pathSchema = z.string().min(1).max(4096);
const oneDataset = z.strictObject({ dataset: datasetIdSchema });

export const datasetChannels = {
  /** The built-in one first, then by age. */
  'datasets.list': channel<readonly DatasetSummary[]>().taking(nothing),
  /** Asks which files or folder to import, and checks them; null when the dialog was dismissed. */
  'datasets.choose': channel<ImportFinding | null>().taking(
    z.strictObject({ from: z.enum(['files', 'folder']) }),
  ),
  /** Checks files, or the files of folders, that were dropped. They wait for `datasets.import`. */
  'datasets.inspect': channel<ImportFinding>().taking(
    z.strictObject({ paths: z.array(pathSchema).min(1).max(64) }),
  ),
  /** Says which is which of the files that were found last, and checks them. */
  'datasets.assign': channel<ImportCandidate>().taking(
    z.strictObject({
      trainImages: pathSchema,
      trainLabels: pathSchema,
      testImages: pathSchema,
      testLabels: pathSchema,
    }),
  ),
  /** Copies what was checked last. The same files as those of a damaged dataset mend that one instead. */
  'datasets.import': channel<DatasetSummary>().taking(
    z.strictObject({ name: datasetNameSchema, transpose: z.boolean() }),
  ),
  /** Gives up what is being checked, copied, or waits for a name. */
  'datasets.cancel': channel().taking(nothing),
  'datasets.rename': channel<DatasetSummary>().taking(
    z.strictObject({ dataset: datasetIdSchema, name: datasetNameSchema }),
  ),
  /** Refused while runs use it. Its files are kept until the workbench is next started. */
  'datasets.remove': channel().taking(oneDataset),
  'datasets.restore': channel<DatasetSummary>().taking(oneDataset),
} as const;

export interface DatasetEvents {
  /** One was imported, renamed, removed or restored. */
  'datasets-changed': readonly DatasetSummary[];
  'import-progress': ImportProgress;
}
