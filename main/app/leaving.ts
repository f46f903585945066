import { app, dialog, type BrowserWindow } from 'electron';

interface Leaving {
  readonly window: BrowserWindow;
  /** Name of the run in training; null when none is. */
  readonly training: () => string | null;
  /** Stores what is being written and what runs, and closes the database. */
  readonly close: () => Promise<void>;
}

/**
 * Closing the window while a run trains asks, and offers to pause and keep it. A signal to end, as at
 * the end of a session, pauses and keeps without asking.
 */
export function leaveGently({ window, training, close }: Leaving): void {
  let state: 'here' | 'asking' | 'leaving' = 'here';

  const leave = async (): Promise<void> => {
    state = 'leaving';
    try {
      await close();
    } finally {
      app.exit(0);
    }
  };

  const askThenLeave = async (): Promise<void> => {
    const run = training();
    if (run !== null) {
      state = 'asking';
      const stays = !(await wantsToPause(window, run));
      if (stays) {
        state = 'here';
        return;
      }
    }
    await leave();
  };

  window.on('close', (event) => {
    event.preventDefault();
    if (state === 'here') void askThenLeave();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (state !== 'leaving') void leave();
    });
  }
}

async function wantsToPause(window: BrowserWindow, run: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `“${run}” is still training.`,
    detail:
      'Pausing stores its exact state. You can resume it when you open the workbench again, and it goes on as if it had never stopped.',
    buttons: ['Pause and quit', 'Keep training'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
