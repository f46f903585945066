import { BrowserWindow, dialog, type WebContents } from 'electron';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { DatasetImport } from '../datasets/dataset-import';
import type { DatasetService } from '../datasets/dataset-service';
import type { SettingsStore } from '../storage/settings-store';
import type { Handlers } from './handle';

interface DatasetOptions {
  readonly datasets: DatasetService;
  readonly datasetImport: DatasetImport;
  readonly settings: SettingsStore;
}

const folderSetting = 'import-folder';

export function datasetHandlers({ datasets, datasetImport, settings }: DatasetOptions) {
  /** By the system's dialog, in the folder that was last chosen from; null when dismissed. */
  const askWhich = async (
    sender: WebContents,
    from: 'files' | 'folder',
  ): Promise<readonly string[] | null> => {
    const window = BrowserWindow.fromWebContents(sender);
    if (window === null) return null;
    const folder = settings.get(folderSetting, z.string());
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title:
        from === 'files' ? 'Import the four files of a dataset' : 'Import a folder with a dataset',
      ...(folder === undefined ? {} : { defaultPath: folder }),
      properties: from === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
    });
    const [first] = filePaths;
    if (canceled || first === undefined) return null;
    settings.set(folderSetting, dirname(first));
    return filePaths;
  };

  return {
    'datasets.list': () => datasets.list(),
    'datasets.choose': async ({ from }, sender) => {
      const paths = await askWhich(sender, from);
      return paths === null ? null : datasetImport.inspect(paths);
    },
    'datasets.inspect': ({ paths }) => datasetImport.inspect(paths),
    'datasets.assign': (files) => datasetImport.assign(files),
    'datasets.import': (choice) => datasetImport.store(choice),
    'datasets.cancel': () => datasetImport.cancel(),
    'datasets.rename': ({ dataset, name }) => datasets.rename(dataset, name),
    'datasets.remove': ({ dataset }) => datasets.remove(dataset),
    'datasets.restore': ({ dataset }) => {
      datasets.restore(dataset);
      return datasets.get(dataset);
    },
  } satisfies Partial<Handlers>;
}
