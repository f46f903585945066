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
  window.setTitle(
    `${Math.floor(done * 100)} % · epoch ${epoch} of ${epochs} · ${progress.name} - ${name}`,
  );
  window.setProgressBar(done);
}
