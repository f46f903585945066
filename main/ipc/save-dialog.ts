import { BrowserWindow, dialog, type WebContents } from 'electron';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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
  if (type === null || filePath.toLowerCase().endsWith(`.${type.extension}`)) return filePath;
  // The dialog has asked about the name without the ending.
  const path = `${filePath}.${type.extension}`;
  return !existsSync(path) || (await askToReplace(sender, [path])) ? path : null;
}

const mostListed = 10;

/** Whether files may be written: asks once about all that they would replace. */
export async function askToReplace(
  sender: WebContents,
  paths: readonly string[],
): Promise<boolean> {
  const window = BrowserWindow.fromWebContents(sender);
  if (window === null || paths.length === 0) return paths.length === 0;
  const names = paths.map((path) => basename(path));
  const more = names.length - mostListed;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message:
      names.length === 1
        ? `${names.join('')} is there already. Replace it?`
        : `${names.length} files are there already. Replace them?`,
    detail: [
      `In ${[...new Set(paths.map((path) => dirname(path)))].join(', ')}`,
      ...(names.length === 1 ? [] : names.slice(0, mostListed)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join('\n'),
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
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
