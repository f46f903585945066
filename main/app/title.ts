import type { BrowserWindow } from 'electron';
import type { RunProgress } from '../../shared/runs';

const name = 'CVAE Workbench';

/** Shows the training in the window's title and, where the system has one, in its taskbar button. */
export function showProgress(window: BrowserWindow, progress: RunProgress | null): void {
  if (window.isDestroyed()) return;
  if (progress === null) {
    window.setTitle(name);
    window.setProgressBar(-1);
    return;
  }
  const { epoch, epochs, step, stepsPerEpoch } = progress;
  const done = (epoch - 1 + step / stepsPerEpoch) / epochs;
  showShare(window, done, `epoch ${epoch} of ${epochs} · ${progress.name}`);
}

/** Shows how much of something is done: 0 to 1. */
export function showShare(window: BrowserWindow, done: number, words: string): void {
  if (window.isDestroyed()) return;
  window.setTitle(`${Math.floor(done * 100)} % · ${words} - ${name}`);
  window.setProgressBar(done);
}
