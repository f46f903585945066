import { app, clipboard, dialog, shell, type BrowserWindow } from 'electron';
import { dirname, join } from 'node:path';
import { openLicences } from './licences-window';

export interface AboutFacts {
  /** Versions of what the application is made of, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The folder of the database. */
  readonly profile: string;
}

const buttons = ['Close', 'Copy'] as const;
/** The page of licences is made when the application is packaged. */
const packagedButtons = [...buttons, 'Licences', 'Licences of Chromium'] as const;

/** Shows versions and the data folder, and leads to the licences of all parts. */
export async function showAbout(window: BrowserWindow, facts: AboutFacts): Promise<void> {
  const detail = aboutText(facts);
  const message = `CVAE Workbench ${app.getVersion()}`;
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'About CVAE Workbench',
    message,
    detail,
    buttons: [...(app.isPackaged ? packagedButtons : buttons)],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  switch (packagedButtons[response]) {
    case 'Copy':
      clipboard.writeText(`${message}\n${detail}`);
      return;
    case 'Licences':
      openLicences(window);
      return;
    case 'Licences of Chromium':
      await shell.openPath(join(dirname(app.getPath('exe')), 'LICENSES.chromium.html'));
      return;
    case 'Close':
    case undefined:
  }
}

/** A line for each version, then where the data is. */
function aboutText({ versions, profile }: AboutFacts): string {
  const lines = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [...lines, '', `Data folder: ${profile}`].join('\n');
}
