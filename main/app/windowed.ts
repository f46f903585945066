import { app, dialog, shell, type BrowserWindow } from 'electron';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { z } from 'zod';
import { toErrorReport } from '../../shared/errors';
import type { EventName } from '../../shared/ipc-contract';
import { appHandlers } from '../ipc/app';
import { comparisonHandlers } from '../ipc/comparisons';
import { datasetHandlers } from '../ipc/datasets';
import { fileHandlers } from '../ipc/files';
import { answerCalls, tell } from '../ipc/handle';
import { measureHandlers } from '../ipc/measures';
import { queueHandlers } from '../ipc/queue';
import { runHandlers } from '../ipc/runs';
import { trashHandlers } from '../ipc/trash';
import { samplerHandlers } from '../ipc/sampler';
import { sheetHandlers } from '../ipc/sheets';
import { checkIntegrity } from '../storage/integrity-check';
import { ArrivedFile } from './arrived-file';
import { showAbout } from './about/about';
import { readCommandLine } from './command-line';
import { showDataFolder } from './data-folder/data-folder';
import { leaveGently } from './leaving';
import { logFolder, logProcessOutput } from './logs';
import { setMenu } from './menu';
import { serveApp } from './protocol';
import type { Resources } from './resources';
import { isOurs, lockPages, lockSession } from './security';
import { showProgress } from './title';
import { openWindow, type WindowPlace } from './window';
import { openWorkbench, type Workbench } from './workbench';

const placeSetting = 'window-place';
const placeSchema: z.ZodType<WindowPlace> = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});

/**
 * Opens the workbench in its window. One window a data folder: a second start shows the first one's.
 *
 * @param file of a sheet to open; null for none
 * @returns null where it cannot be opened, which the person was told
 */
export function runWindowed(
  profile: string,
  resources: Resources,
  file: string | null,
): Workbench | null {
  // Electron answers alike where another window has the lock and where no lock can be made. Of the latter
  // the database tells more.
  if (isWritable(app.getPath('userData')) && !app.requestSingleInstanceLock()) {
    app.exit(0);
    return null;
  }
  let workbench: Workbench;
  let window: BrowserWindow | null = null;
  const arrived = new ArrivedFile(
    file,
    () => window && tell(window.webContents, 'sheet-arrived', null),
  );
  try {
    workbench = openWorkbench({
      profile,
      holder: 'window',
      resources,
      sheetsChanged: () => window && tell(window.webContents, 'sheets-changed', null),
      log: logProcessOutput,
    });
  } catch (thrown) {
    const { message, remedy = '' } = toErrorReport(thrown);
    dialog.showErrorBox('CVAE Workbench could not open its database', `${message}\n\n${remedy}`);
    app.exit(1);
    return null;
  }
  lockPages();
  lockSession();
  serveApp(resources.renderer);
  answerCalls(handlers(workbench, profile, arrived), isOurs);
  void workbench.datasets.tidy().catch(console.error);
  window = openWindow({
    preload: resources.preload,
    icon: resources.icon,
    place: workbench.settings.get(placeSetting, placeSchema) ?? null,
    remember: (place) => workbench.settings.set(placeSetting, place),
  });
  connect(workbench, window, profile, arrived);
  workbench.runs.queue.open();
  const opened = window;
  opened.once('ready-to-show', () => void tidy(workbench, opened));
  return workbench;
}

/** Makes the folder if need be. */
function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What can wait until the window is there: removals that an earlier process began, and a look at every row. */
async function tidy({ database, runs }: Workbench, window: BrowserWindow): Promise<void> {
  try {
    await runs.trash.finish();
    const faults = await checkIntegrity(database);
    if (faults.length === 0 || window.isDestroyed()) return;
    await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Parts of the database are damaged.',
      detail: `${faults.slice(0, 5).join('\n')}\n\nWhat can be read is shown, and nothing was changed. Export what matters to you, and copy ${database.path} before you go on.`,
    });
  } catch (thrown) {
    console.error(thrown);
  }
}

function handlers(workbench: Workbench, profile: string, arrived: ArrivedFile) {
  const { runs, measures, comparisons, settings, sampler, samplerClient, versions } = workbench;
  return {
    ...appHandlers({ versions, profile }),
    ...datasetHandlers(workbench),
    ...runHandlers(runs),
    ...trashHandlers(runs),
    ...queueHandlers(runs),
    ...measureHandlers(measures),
    ...comparisonHandlers(comparisons),
    ...samplerHandlers((port) => sampler.connect(port)),
    ...fileHandlers({ runs: runs.service, sampler: samplerClient, settings }),
    ...sheetHandlers(workbench, () => arrived.take()),
  };
}

/** Everything that happens is told to the window; everything that the menu asks goes there too. */
function connect(
  workbench: Workbench,
  window: BrowserWindow,
  profile: string,
  arrived: ArrivedFile,
): void {
  const { events, queue, service } = workbench.runs;
  const forwarded = [
    'runs-changed',
    'queue-changed',
    'run-progress',
    'epoch-finished',
    'runs-removed',
    'trash-progress',
    'measured',
    'evaluation-changed',
  ] as const;
  for (const event of forwarded satisfies readonly EventName[]) {
    events.on(event, (payload) => tell(window.webContents, event, payload));
  }
  workbench.datasets.onChange((list) => tell(window.webContents, 'datasets-changed', list));
  workbench.datasetImport.onProgress((progress) =>
    tell(window.webContents, 'import-progress', progress),
  );
  events.on('run-progress', (progress) => showProgress(window, progress));
  events.on('runs-changed', () => {
    if (queue.training === null) showProgress(window, null);
  });
  const close = () => workbench.close();
  setMenu({
    command: (command) => tell(window.webContents, 'menu-command', command),
    showDataFolder: () => void showDataFolder(window, { profile, close }),
    showLogs: () => void shell.openPath(logFolder(profile)),
    showAbout: () => void showAbout(window, { versions: workbench.versions, profile }),
  });
  app.on('second-instance', (_, argv, folder) => {
    arrived.put(readCommandLine(argv, app.isPackaged, folder).file);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  leaveGently({
    window,
    training: () => (queue.training === null ? null : service.get(queue.training).name),
    close,
  });
}
