import { Readable } from 'node:stream';
import { fileNameWith } from '../../shared/sheets/for-run';
import { exportRuns } from '../runs/run-export';
import type { RunService } from '../runs/run-service';
import { exportSavedModel, type SavedModelWriter } from '../sheets/export-saved-model';
import { replaceFile } from '../sheets/replace-file';
import type { SettingsStore } from '../storage/settings-store';
import type { Handlers } from './handle';
import { askWhereToSave } from './save-dialog';

interface FileOptions {
  readonly runs: RunService;
  readonly sampler: SavedModelWriter;
  readonly settings: SettingsStore;
}

/** What is written to files of the person's choosing. */
export function fileHandlers({ runs, sampler, settings }: FileOptions) {
  return {
    'runs.export': async ({ runs: ids, format }, sender) => {
      const path = await askWhereToSave(settings, sender, {
        title: 'Export runs',
        name: `runs.${format}`,
        type: { name: format === 'csv' ? 'CSV table' : 'JSON', extension: format },
      });
      if (path === null) return null;
      await replaceFile(
        path,
        exportRuns(ids, (run) => runs.get(run), format),
      );
      return { path };
    },

    'checkpoints.export': async ({ checkpoint, format }, sender) => {
      const { run, epoch } = runs.checkpoint(checkpoint);
      const isFolder = format === 'savedmodel';
      const name = fileNameWith(
        runs.get(run).name,
        (part) => `${part}-epoch-${epoch}${isFolder ? '' : '.safetensors'}`,
      );
      const path = await askWhereToSave(settings, sender, {
        title: isFolder ? 'Export checkpoint as a folder' : 'Export checkpoint',
        name,
        type: isFolder ? null : { name: 'safetensors', extension: 'safetensors' },
      });
      if (path === null) return null;
      const model = runs.exportedModel(checkpoint);
      if (isFolder) await exportSavedModel(sampler, model, path);
      else await replaceFile(path, Readable.from([model.weights]));
      return { path };
    },
  } satisfies Partial<Handlers>;
}
