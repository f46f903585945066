import { app, dialog, type BrowserWindow } from 'electron';
import { endings } from '../cli/interruption';
import { outliveGraphics } from './graphics';

interface Leaving {
  readonly window: BrowserWindow;
  /** Name of the run in training; null when none is. */
  readonly training: () => string | null;
  /** Stores what is being written in the page; false when that fails. */
  readonly store: () => Promise<boolean>;
  /** Stores what runs, and closes the database. */
  readonly close: () => Promise<void>;
}

/**
 * Closing the window while a run trains asks, and offers to pause and keep it. While something that is written
 * cannot be stored, closing asks too. A signal to end, as at the end of a session, pauses and keeps
 * without asking.
 *
 * @returns what keeps the window open from then on: something else will end the process.
 */
export function leaveGently({ window, training, store, close }: Leaving): { hold: () => void } {
  let state: 'here' | 'asking' | 'held' | 'leaving' = 'here';

  const leave = async (): Promise<void> => {
    state = 'leaving';
    try {
      await close();
    } finally {
      app.exit(0);
    }
  };

  const mayLeave = async (): Promise<boolean> => {
    const run = training();
    if (run !== null && !(await wantsToPause(window, run))) return false;
    return (await store()) || wantsToLose(window);
  };

  const askThenLeave = async (): Promise<void> => {
    state = 'asking';
    if (await mayLeave()) await leave();
    else state = 'here';
  };

  const leaveAtOnce = async (): Promise<void> => {
    state = 'leaving';
    outliveGraphics();
    await store();
    await leave();
  };

  window.on('close', (event) => {
    event.preventDefault();
    if (state === 'here') void askThenLeave();
  });
  for (const ending of endings) {
    process.on(ending, () => {
      if (state !== 'leaving') void leaveAtOnce();
    });
  }
  return { hold: () => (state = 'held') };
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

/** Whether the person gives up what is written and could not be stored. */
async function wantsToLose(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'What you wrote could not be stored.',
    detail:
      'The window says why. Your text is still in its field: make it possible to store it and close again, or copy it. If you close now, it is lost.',
    buttons: ['Keep open', 'Close and lose it'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
