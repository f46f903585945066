import type { ExportedModel } from '../../shared/export-protocol';
import { replaceFolder, type FolderKind } from './replace-folder';

/** What an export asks of the sampler. */
export interface SavedModelWriter {
  /** Writes a SavedModel into an empty folder. */
  writeSavedModel(model: ExportedModel, folder: string, signal?: AbortSignal): Promise<void>;
}

/** What TensorFlow's own writers put into such a folder, beside ours. */
const savedModel: FolderKind = {
  mark: 'saved_model.pb',
  others: ['variables', 'assets', 'assets.extra', 'fingerprint.pb', 'keras_metadata.pb'],
};

/**
 * Writes a checkpoint as a SavedModel: a new folder, or one in place of an older SavedModel.
 *
 * @throws WorkbenchError as `replaceFolder` does, `engine-crashed`, `database-damaged`, `cancelled` when the signal
 * aborts.
 */
export function exportSavedModel(
  writer: SavedModelWriter,
  model: ExportedModel,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  return replaceFolder(path, savedModel, (folder) => writer.writeSavedModel(model, folder, signal));
}
