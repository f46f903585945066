import { BrowserWindow, dialog, type WebContents } from 'electron';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { anySheetRecipeSchema } from '../../shared/sheet-recipe';
import { fileNamePart } from '../../shared/sheets/for-run';
import type { RunService } from '../runs/run-service';
import { exportSavedModel, type SavedModelWriter } from '../sheets/export-saved-model';
import { replaceFile } from '../sheets/replace-file';
import type { SheetService } from '../sheets/sheet-service';
import type { SettingsStore } from '../storage/settings-store';
import type { Handlers } from './handle';

interface FileOptions {
  readonly runs: RunService;
  readonly sampler: SavedModelWriter;
  readonly sheets: SheetService;
  readonly settings: SettingsStore;
}

interface SaveQuestion {
  readonly title: string;
  readonly name: string;
  /** Null for a folder. */
  readonly type: { readonly name: string; readonly extension: string } | null;
}

const folderSetting = 'export-folder';

/** What is written to files of the person's choosing. */
export function fileHandlers({ runs, sampler, sheets, settings }: FileOptions) {
  /** Where to write, by the system's dialog, in the folder that was last chosen; null when dismissed. */
  const askWhere = async (
    sender: WebContents,
    { title, name, type }: SaveQuestion,
  ): Promise<string | null> => {
    const window = BrowserWindow.fromWebContents(sender);
    if (window === null) return null;
    const folder = settings.get(folderSetting, z.string());
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title,
      defaultPath: folder === undefined ? name : join(folder, name),
      filters: type === null ? [] : [{ name: type.name, extensions: [type.extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return null;
    settings.set(folderSetting, dirname(filePath));
    return type === null || filePath.toLowerCase().endsWith(`.${type.extension}`)
      ? filePath
      : `${filePath}.${type.extension}`;
  };

  return {
    'checkpoints.export': async ({ checkpoint, format }, sender) => {
      const { run, epoch } = runs.checkpoint(checkpoint);
      const name = `${fileNamePart(runs.get(run).name)}-epoch-${epoch}`;
      const isFolder = format === 'savedmodel';
      const path = await askWhere(sender, {
        title: isFolder ? 'Export checkpoint as a folder' : 'Export checkpoint',
        name: isFolder ? name : `${name}.safetensors`,
        type: isFolder ? null : { name: 'safetensors', extension: 'safetensors' },
      });
      if (path === null) return null;
      const model = runs.checkpointWeights(checkpoint);
      if (isFolder) await exportSavedModel(sampler, model, path);
      else await replaceFile(path, Readable.from([model.weights]));
      return { path };
    },

    'sheets.export': async ({ recipe }, sender) => {
      const { name } = runs.get(recipe.run);
      const { epoch } = runs.checkpoint(recipe.checkpoint);
      const path = await askWhere(sender, {
        title: 'Export sheet',
        name: `${fileNamePart(name)}-epoch-${epoch}.png`,
        type: { name: 'PNG image', extension: 'png' },
      });
      if (path === null) return null;
      const upgraded = anySheetRecipeSchema.parse(recipe);
      await sheets.write({ recipe: upgraded, format: 'png', path, carryModel: false });
      return { path };
    },
  } satisfies Partial<Handlers>;
}
