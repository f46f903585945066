import { app, dialog, shell, type BrowserWindow } from 'electron';
import { basename, join } from 'node:path';
import { toErrorReport, WorkbenchError } from '../../../shared/errors';
import type { FolderMove } from '../../../shared/ipc/app';
import { tell } from '../../ipc/window-channel';
import { showShare } from '../title';
import { folderBytes, megabytes, moveFolder } from './move-folder';

export interface DataFolderOptions {
  readonly window: BrowserWindow;
  /** The folder of the database. */
  readonly profile: string;
  /** Stores what is being written in the page; false when that fails. */
  readonly store: () => Promise<boolean>;
  /** From now on nothing can be asked of the window, and it cannot be closed. */
  readonly hold: () => void;
  /** Pauses and stores what is in training, and closes the database. */
  readonly close: () => Promise<void>;
}

const buttons = ['Close', 'Show in files', 'Move…'] as const;

/** Milliseconds between two tellings of how far a move is. */
const tellEvery = 100;

/** The folder of the database: where it is, and its move to another place. */
export class DataFolder {
  readonly #options: DataFolderOptions;
  readonly #cancelling = new AbortController();

  constructor(options: DataFolderOptions) {
    this.#options = options;
  }

  /** Tells where the data is and how much it is, and moves it if the person wants that. */
  async show(): Promise<void> {
    const { window, profile } = this.#options;
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
        await this.#askAndMove();
        return;
      case 'Close':
      case undefined:
    }
  }

  /** Ends a move that is under way; the data stays where it was. */
  cancelMove(): void {
    this.#cancelling.abort();
  }

  /** After the move the application starts anew: everything in it knows the old place's files. */
  async #askAndMove(): Promise<void> {
    const { window, profile, store, hold, close } = this.#options;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Move the data folder into',
      buttonLabel: 'Move here',
      properties: ['openDirectory', 'createDirectory'],
    });
    const [parent] = filePaths;
    if (canceled || parent === undefined) return;
    if (!(await store())) {
      await this.#explain(
        'What is written in the window could not be stored, and stays there. The window says why.',
      );
      return;
    }
    hold();
    this.#tell({ stage: 'storing' });
    await close();
    await this.#move(join(parent, basename(profile)));
    app.relaunch();
    app.exit(0);
  }

  async #move(to: string): Promise<void> {
    const { signal } = this.#cancelling;
    let last = -Infinity;
    const onProgress = (move: FolderMove): void => {
      const now = performance.now();
      if (move.stage === 'copying' && move.done > 0 && now - last < tellEvery) return;
      last = now;
      this.#tell(move);
    };
    try {
      await moveFolder(this.#options.profile, to, { signal, onProgress });
    } catch (thrown) {
      if (thrown instanceof WorkbenchError && thrown.kind === 'cancelled') return;
      const { message, remedy = '' } = toErrorReport(thrown);
      await this.#explain(`${message}\n\n${remedy}`);
    }
  }

  #tell(move: FolderMove): void {
    const { window } = this.#options;
    tell(window.webContents, 'folder-moving', move);
    if (move.stage === 'copying') {
      showShare(window, move.done / move.total, 'moving the data folder');
    }
  }

  async #explain(detail: string): Promise<void> {
    await dialog.showMessageBox(this.#options.window, {
      type: 'error',
      message: 'The data folder was not moved.',
      detail,
      buttons: ['Go on'],
    });
  }
}
