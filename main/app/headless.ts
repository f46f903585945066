import { app } from 'electron';
import { runCommand } from '../cli/main';
import type { Workbench as CommandWorkbench } from '../cli/context';
import { profileFolder } from './command-line';
import type { Resources } from './resources';
import { openWorkbench } from './workbench';

/** Runs the headless command and returns its exit code. */
export async function runHeadless(argv: readonly string[], resources: Resources): Promise<number> {
  // Signals pause the training; what Electron makes of them must not end the process before.
  app.on('before-quit', (event) => event.preventDefault());
  return runCommand(argv, (profile) => Promise.resolve(open(profile, resources)), {
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    exitNow: (code) => app.exit(code),
    program: app.isPackaged ? 'cvae' : 'npm run cvae --',
  });
}

function open(profile: string | undefined, resources: Resources): CommandWorkbench {
  const workbench = openWorkbench({
    profile: profileFolder(profile),
    holder: 'headless command',
    resources,
  });
  const { service, queue, trash, events } = workbench.runs;
  queue.open();
  return {
    databasePath: workbench.database.path,
    runs: service,
    queue,
    trash,
    events,
    measures: workbench.measures,
    sheets: workbench.sheets,
    sampler: workbench.samplerClient,
    close: () => workbench.close(),
  };
}
