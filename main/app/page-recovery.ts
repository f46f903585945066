import { dialog, type BrowserWindow } from 'electron';
import { appOrigin, appPage } from './protocol';

/** Milliseconds: a page that is lost again so soon would be lost for ever. */
const soon = 10_000;

/**
 * Loads the page again when its process ended unexpectedly, or when it went somewhere that Chromium asks
 * nobody about, such as about:blank. If that happens again soon, asks first.
 */
export function recoverPage(window: BrowserWindow): void {
  const { webContents } = window;
  let last = -Infinity;
  const recover = (reason: string): void => {
    const now = performance.now();
    const isSoon = now - last < soon;
    last = now;
    if (isSoon) void ask(window, reason);
    else void webContents.loadURL(appPage);
  };
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') recover(reason);
  });
  webContents.on('did-stop-loading', () => {
    const address = webContents.getURL();
    if (!webContents.isCrashed() && !address.startsWith(`${appOrigin}/`))
      recover(`left for ${address}`);
  });
}

async function ask(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window’s page was lost twice in a row.',
    detail: `Reason: ${reason}. Everything stored is kept, and training goes on. If it happens again, quit and look at Help > Show logs.`,
    buttons: ['Load again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 0) void window.webContents.loadURL(appPage);
  else window.close();
}
