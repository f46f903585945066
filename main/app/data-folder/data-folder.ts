import { app, dialog, shell, type BrowserWindow } from 'electron';
import { basename, join } from 'node:path';
import { toErrorReport } from '../../../shared/errors';
import { folderBytes, megabytes, moveFolder } from './move-folder';

export interface DataFolderOptions {
  /** The folder of the database. */
  readonly profile: string;
  /** Pauses and stores what is in training, and closes the database. */
  readonly close: () => Promise<void>;
}

const buttons = ['Close', 'Show in files', 'Move…'] as const;

/** Tells where the data is and how much it is, and moves it if the person wants that. */
export async function showDataFolder(
  window: BrowserWindow,
  options: DataFolderOptions,
): Promise<void> {
  const { profile } = options;
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Data folder',
    message: profile,
    detail: `Runs, checkpoints, sheets and logs: ${megabytes(await folderBytes(profile))}.`,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  switch (buttons[response]) {
    case 'Show in files':
      await shell.openPath(profile);
      return;
    case 'Move…':
      await askAndMove(window, options);
      return;
    case 'Close':
    case undefined:
  }
}

/** After the move the application starts anew: everything in it knows the old place's files. */
async function askAndMove(
  window: BrowserWindow,
  { profile, close }: DataFolderOptions,
): Promise<void> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Move the data folder into',
    buttonLabel: 'Move here',
    properties: ['openDirectory', 'createDirectory'],
  });
  const [parent] = filePaths;
  if (canceled || parent === undefined) return;
  await close();
  try {
    await moveFolder(profile, join(parent, basename(profile)));
  } catch (thrown) {
    const { message, remedy = '' } = toErrorReport(thrown);
    await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The data folder was not moved.',
      detail: `${message}\n\n${remedy}`,
      buttons: ['Go on'],
    });
  }
  app.relaunch();
  app.exit(0);
}
