import { BrowserWindow, dialog, type WebContents } from 'electron';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SettingsStore } from '../storage/settings-store';

export interface SaveQuestion {
  readonly title: string;
  readonly name: string;
  /** Null for a folder. */
  readonly type: { readonly name: string; readonly extension: string } | null;
}

const folderSetting = 'export-folder';

/** Where to write, by the system's dialog, in the folder that was last chosen; null when dismissed. */
export async function askWhereToSave(
  settings: SettingsStore,
  sender: WebContents,
  { title, name, type }: SaveQuestion,
): Promise<string | null> {
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
}

/** In which folder to write several files; null when dismissed. */
export async function askWhichFolder(
  settings: SettingsStore,
  sender: WebContents,
  title: string,
): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(sender);
  if (window === null) return null;
  const folder = settings.get(folderSetting, z.string());
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    ...(folder === undefined ? {} : { defaultPath: folder }),
    properties: ['openDirectory', 'createDirectory'],
  });
  const [chosen] = filePaths;
  if (canceled || chosen === undefined) return null;
  settings.set(folderSetting, chosen);
  return chosen;
}
