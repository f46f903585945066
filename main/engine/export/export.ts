import { toErrorReport } from '../../../shared/errors';
import type { ExportReply, ExportTask } from '../../../shared/export-protocol';
import { writeSavedModel } from './saved-model';
import { trainingStart } from './training-start';

/** Does a task, and says how it ended. */
export function exportModel({ model, folder }: ExportTask): ExportReply {
  try {
    writeSavedModel(folder, model.config, trainingStart(model));
    return { kind: 'done' };
  } catch (thrown) {
    return { kind: 'failed', error: toErrorReport(thrown) };
  }
}
