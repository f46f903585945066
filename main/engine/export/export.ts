import { toErrorReport } from '../../../shared/errors';
import type { ExportReply, ExportTask } from '../../../shared/export-protocol';
import { decodeVerified } from '../sampler/loaded-model';
import { writeSavedModel } from './saved-model';

/** Does a task, and says how it ended. */
export function exportModel({ model, folder }: ExportTask): ExportReply {
  try {
    writeSavedModel(folder, model.config, decodeVerified(model));
    return { kind: 'done' };
  } catch (thrown) {
    return { kind: 'failed', error: toErrorReport(thrown) };
  }
}
