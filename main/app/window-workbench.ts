import { dialog, shell, type BrowserWindow } from 'electron';
import { z } from 'zod';
import type { EventName } from '../../shared/ipc-contract';
import { appHandlers } from '../ipc/app';
import { CallsUnderWay } from '../ipc/calls-under-way';
import { comparisonHandlers } from '../ipc/comparisons';
import { damageHandlers } from '../ipc/damage';
import { datasetHandlers } from '../ipc/datasets';
import { fileHandlers } from '../ipc/files';
import { answerBy } from '../ipc/handle';
import { measureHandlers } from '../ipc/measures';
import { queueHandlers } from '../ipc/queue';
import { runHandlers } from '../ipc/runs';
import { samplerHandlers } from '../ipc/sampler';
import { sheetHandlers } from '../ipc/sheets';
import { trashHandlers } from '../ipc/trash';
import { tell, type Answer } from '../ipc/window-channel';
import { checkIntegrity } from '../storage/integrity-check';
import { showAbout } from './about/about';
import type { ArrivedFile } from './arrived-file';
import { DataFolder } from './data-folder/data-folder';
import { Farewell } from './farewell';
import { leaveGently } from './leaving';
import { logFolder, logProcessOutput } from './logs';
import { disableMenu, setMenu } from './menu';
import type { Resources } from './resources';
import { isOurs } from './security';
import { showProgress } from './title';
import { placeOf, placeWindow, type WindowPlace } from './window';
import { openWorkbench, type Workbench } from './workbench';

const placeSetting = 'window-place';
const placeSchema: z.ZodType<WindowPlace> = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});

/** Milliseconds. A call may also wait for a person in a dialog, and never end. */
const patienceWithCalls = 2_000;

interface Given {
  readonly profile: string;
  readonly resources: Resources;
  /** Not to be seen yet. */
  readonly window: BrowserWindow;
  readonly arrived: ArrivedFile;
}

interface WorkbenchInWindow {
  readonly workbench: Workbench;
  readonly answer: Answer;
  /** To be called when the window is there. */
  readonly tidy: () => Promise<void>;
}

/** Opens a data folder and connects it with a window. Throws the WorkbenchErrors of `openDatabase`. */
export function openInWindow({ profile, resources, window, arrived }: Given): WorkbenchInWindow {
  const workbench = openWorkbench({
    profile,
    holder: 'window',
    resources,
    sheetsChanged: () => tell(window.webContents, 'sheets-changed', null),
    log: logProcessOutput,
  });
  const { settings, runs, datasets } = workbench;
  placeWindow(window, settings.get(placeSetting, placeSchema) ?? null);
  const farewell = new Farewell(window.webContents);
  const calls = new CallsUnderWay();
  const leaving = {
    store: () => farewell.ask(),
    close: () => leave(workbench, window, calls),
  };
  const { hold } = leaveGently({ window, training: () => trainingIn(workbench), ...leaving });
  const dataFolder = new DataFolder({
    ...{ window, profile, ...leaving },
    hold: () => {
      hold();
      disableMenu();
    },
  });
  forward(workbench, window);
  setMenu({
    command: (command) => tell(window.webContents, 'menu-command', command),
    showDataFolder: () => void dataFolder.show(),
    showLogs: () => void shell.openPath(logFolder(profile)),
    showAbout: () => void showAbout(window, { versions: workbench.versions, profile }),
  });
  runs.queue.open();
  void datasets.tidy().catch(console.error);
  const ofApp = appHandlers(
    { versions: workbench.versions, profile },
    {
      readyToLeave: (stored) => farewell.answer(stored),
      cancelMove: () => dataFolder.cancelMove(),
    },
  );
  const answer = answerBy({ ...handlers(workbench, arrived), ...ofApp }, isOurs);
  return { workbench, answer: calls.counting(answer), tidy: () => tidy(workbench, window) };
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

/**
 * Pauses and stores what runs, and closes the database.
 * Files that were being written are given up, and nothing is left of them.
 */
async function leave(
  workbench: Workbench,
  window: BrowserWindow,
  calls: CallsUnderWay,
): Promise<void> {
  try {
    if (!window.isDestroyed()) workbench.settings.set(placeSetting, placeOf(window));
  } catch (thrown) {
    console.error(thrown);
  }
  await workbench.close();
  await calls.ended(patienceWithCalls);
}

/** Name of the run in training; null when none is. */
function trainingIn({ runs: { queue, service } }: Workbench): string | null {
  return queue.training === null ? null : service.get(queue.training).name;
}

function handlers(workbench: Workbench, arrived: ArrivedFile) {
  const { runs, measures, comparisons, settings, sampler, samplerClient } = workbench;
  return {
    ...datasetHandlers(workbench),
    ...runHandlers(runs),
    ...trashHandlers(runs),
    ...queueHandlers(runs),
    ...measureHandlers(measures),
    ...comparisonHandlers(comparisons),
    ...damageHandlers(workbench),
    ...samplerHandlers((port) => sampler.connect(port)),
    ...fileHandlers({ runs: runs.service, sampler: samplerClient, settings }),
    ...sheetHandlers(workbench, () => arrived.take()),
  };
}

/** Tells the window of everything that happens. */
function forward(workbench: Workbench, window: BrowserWindow): void {
  const { events, queue } = workbench.runs;
  const forwarded = [
    'runs-changed',
    'queue-changed',
    'run-progress',
    'epoch-finished',
    'runs-removed',
    'trash-progress',
    'measured',
    'evaluation-changed',
    'engine-silent',
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
}
