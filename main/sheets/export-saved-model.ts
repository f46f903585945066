import type { ExportedModel } from '../../shared/export-protocol';
import { replaceFolder } from './replace-folder';

/** What an export asks of the sampler. */
export interface SavedModelWriter {
  /** Writes a SavedModel into an empty folder. */
  writeSavedModel(model: ExportedModel, folder: string): Promise<void>;
}

/**
 * Writes a checkpoint as a SavedModel: a new folder, or one in place of an older SavedModel.
 *
 * @throws WorkbenchError as `replaceFolder` does, `engine-crashed`, `database-damaged`.
 */
export function exportSavedModel(
  writer: SavedModelWriter,
  model: ExportedModel,
  path: string,
): Promise<void> {
  return replaceFolder(path, 'saved_model.pb', (folder) => writer.writeSavedModel(model, folder));
}
