import { dialog, type BrowserWindow } from 'electron';

/** Milliseconds: a page that ends again so soon would do so for ever. */
const soon = 10_000;

/** Loads the page anew when its process ended unexpectedly; if it ends again soon, asks first. */
export function reviveWhenGone(window: BrowserWindow): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    const isSoon = now - last < soon;
    last = now;
    if (isSoon) void askToRevive(window, reason);
    else window.webContents.reload();
  });
}

async function askToRevive(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'What the window shows ended unexpectedly, twice in a row.',
    detail: `Reason: ${reason}. Everything stored is kept, and training goes on. If it happens again, quit, and look at Help, Show logs.`,
    buttons: ['Show it again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 0) window.webContents.reload();
  else window.close();
}
