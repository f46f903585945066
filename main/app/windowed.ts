import { app } from 'electron';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { makeFolder } from '../storage/profile-folder';
import { answerCalls, tell } from '../ipc/window-channel';
import { ArrivedFile } from './arrived-file';
import { explainUnopened } from './data-folder/unopened';
import { recoverPage } from './page-recovery';
import { serveApp } from './protocol';
import type { Resources } from './resources';
import { lockPages, lockSession } from './security';
import { openWindow } from './window';
import type { Workbench } from './workbench';

/**
 * Opens the workbench in its window. One window a data folder: a second start shows the first one's. The
 * page is loaded by a process of its own while this one opens the database; what it asks waits for that.
 *
 * @param file of a sheet to open; null for none
 * @returns null where it cannot be opened, which the person was told
 */
export async function runWindowed(
  profile: string,
  resources: Resources,
  file: string | null,
): Promise<Workbench | null> {
  // Electron answers alike where another window has the lock and where no lock can be made. Of the latter
  // the database tells more.
  if (isWritable(app.getPath('userData')) && !app.requestSingleInstanceLock({ file })) {
    app.exit(0);
    return null;
  }
  lockPages();
  lockSession();
  serveApp(resources.renderer);
  const window = openWindow(resources);
  recoverPage(window);
  const drawn = once(window, 'ready-to-show');
  const arrived = new ArrivedFile(file, () => tell(window.webContents, 'sheet-arrived', null));
  // Its arguments come in another order; what it was to open does not.
  app.on('second-instance', (_event, _argv, _folder, given) => {
    arrived.put(fileOf(given));
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  const opening = import('./window-workbench').then(({ openInWindow }) =>
    openInWindow({ profile, resources, window, arrived }),
  );
  answerCalls(opening);
  try {
    const { workbench, tidy } = await opening;
    void drawn.then(() => {
      window.show();
      void tidy();
    });
    return workbench;
  } catch (thrown) {
    await explainUnopened(profile, thrown);
    return null;
  }
}

/** Makes the folder if need be. */
function isWritable(folder: string): boolean {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a second start was to open. */
function fileOf(given: unknown): string | null {
  const isOurs = typeof given === 'object' && given !== null && 'file' in given;
  return isOurs && typeof given.file === 'string' ? given.file : null;
}
