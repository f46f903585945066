import type { BrowserWindow } from 'electron';
import { epochWords, type RunProgress } from '../../shared/run-progress';

const name = 'CVAE Workbench';

/** Shows the training in the window's title and, where the system has one, in its taskbar button. */
export function showProgress(window: BrowserWindow, progress: RunProgress | null): void {
  if (window.isDestroyed()) return;
  if (progress === null) {
    window.setTitle(name);
    window.setProgressBar(-1);
    return;
  }
  showShare(window, progress.share, `${epochWords(progress)} · ${progress.name}`);
}

/** Shows how much of something is done: 0 to 1. */
export function showShare(window: BrowserWindow, done: number, words: string): void {
  if (window.isDestroyed()) return;
  window.setTitle(`${Math.floor(done * 100)} % · ${words} - ${name}`);
  window.setProgressBar(done);
}
