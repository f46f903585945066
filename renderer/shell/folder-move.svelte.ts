import type { FolderMove } from '../../shared/ipc/app';
import { call, on } from '../api';

/** A move of the data folder that is under way: the window shows nothing else then, to the end of this process. */
class DataFolderMove {
  #current = $state.raw<FolderMove | null>(null);
  #isCancelled = $state(false);

  get current(): FolderMove | null {
    return this.#current;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  follow(): () => void {
    return on('folder-moving', (move) => (this.#current = move));
  }

  async cancel(): Promise<void> {
    this.#isCancelled = true;
    await call('app.cancelMove');
  }
}

export const folderMove = new DataFolderMove();
