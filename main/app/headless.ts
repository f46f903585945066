import { app } from 'electron';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { runCommand } from '../cli/main';
import type { DataFolder, Workbench as CommandWorkbench } from '../cli/context';
import { profileFolder } from './command-line';
import { finishMove } from './data-folder/move-folder';
import { outliveGraphics } from './graphics';
import type { Resources } from './resources';
import { openWorkbench } from './workbench';

/** Runs the headless command and returns its exit code. */
export async function runHeadless(argv: readonly string[], resources: Resources): Promise<number> {
  outliveGraphics();
  // Signals pause the training; what Electron makes of them must not end the process before.
  app.on('before-quit', (event) => event.preventDefault());
  return runCommand(argv, (folder) => Promise.resolve(open(folder, resources)), {
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    hasTerminal: [0, 1, 2].some((descriptor) => isatty(descriptor)),
    exitNow: (code) => app.exit(code),
    program: app.isPackaged ? 'cvae' : 'npm run cvae --',
  });
}

/** Where a person has no data folder yet, what only reads is given an empty one that is removed again. */
function open({ named, mayCreate }: DataFolder, resources: Resources): CommandWorkbench {
  const profile = profileFolder(named);
  finishMove(profile);
  if (mayCreate || named !== undefined || existsSync(profile)) {
    return openFolder(profile, mayCreate, resources);
  }
  const empty = mkdtempSync(join(tmpdir(), 'cvae-workbench-'));
  const remove = () => rmSync(empty, { recursive: true, force: true });
  try {
    const workbench = openFolder(empty, true, resources);
    return { ...workbench, close: () => workbench.close().finally(remove) };
  } catch (thrown) {
    remove();
    throw thrown;
  }
}

function openFolder(profile: string, mayCreate: boolean, resources: Resources): CommandWorkbench {
  const workbench = openWorkbench({ profile, mayCreate, holder: 'headless command', resources });
  const { service, queue, trash, events } = workbench.runs;
  queue.open();
  return {
    databasePath: workbench.database.path,
    runs: service,
    queue,
    datasets: workbench.datasets,
    trash,
    events,
    measures: workbench.measures,
    sheets: workbench.sheets,
    sampler: workbench.samplerClient,
    close: () => workbench.close(),
  };
}
