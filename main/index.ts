import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorLines, toErrorReport } from '../shared/errors';
import { profileFolder, readCommandLine, type CommandLine } from './app/command-line';
import { explainUnopened } from './app/data-folder/unopened';
import { finishMove } from './app/data-folder/move-folder';
import { drawBySuitableMeans } from './app/graphics';
import { stayOffline } from './app/offline';
import { declareAppProtocol } from './app/protocol';
import { keepLogs } from './app/logs';
import { findResources } from './app/resources';
import { chooseTemporaryFolder } from './app/temporary-folder';
import { runWindowed } from './app/windowed';
import { openProfileFolder } from './storage/profile-folder';

/** Where Chromium keeps nothing: no folder can be made there. */
const nowhere = '/dev/null/cvae-workbench';

/** Says what was thrown, and ends the process. */
function fail(thrown: unknown): void {
  const report = toErrorReport(thrown);
  console.error(errorLines(report).join('\n'));
  process.exit(report.kind === 'invalid-input' ? 2 : 1);
}

/** Resolves when Electron is ready. Nothing is begun when the script that started it was killed meanwhile. */
async function ready(): Promise<void> {
  await app.whenReady();
  if ('connected' in process && !process.connected) process.exit(1);
}

function start({ headless, ...given }: CommandLine): Promise<void> {
  declareAppProtocol();
  drawBySuitableMeans();
  stayOffline();
  return headless === null ? startWindow(given) : startHeadless(headless);
}

async function startHeadless(argv: readonly string[]): Promise<void> {
  // Without a listener Electron would show a dialog, and wait for somebody to close it.
  process.on('uncaughtException', fail);
  app.setPath('userData', nowhere);
  await ready();
  const { runHeadless } = await import('./app/headless');
  app.exit(await runHeadless(argv, findResources()));
}

async function startWindow({
  selfTest,
  file,
  profile: named,
}: Omit<CommandLine, 'headless'>): Promise<void> {
  let profile: string | null = null;
  try {
    // A self-test leaves the person's own data alone.
    profile =
      selfTest === 'all' ? mkdtempSync(join(tmpdir(), 'cvae-workbench-')) : profileFolder(named);
    finishMove(profile);
    openProfileFolder(profile, true);
  } catch (thrown) {
    app.setPath('userData', nowhere);
    await ready();
    return explainUnopened(profile, thrown);
  }
  // Chromium keeps its own files apart from ours.
  app.setPath('userData', join(profile, 'window'));
  keepLogs(profile);
  await ready();
  const workbench = await runWindowed(profile, findResources(), file);
  if (selfTest === null || workbench === null) return;
  const { runSelfTest } = await import('./app/self-test');
  const code = await runSelfTest(selfTest, profile, workbench, file);
  if (selfTest === 'all') rmSync(profile, { recursive: true, force: true });
  app.exit(code);
}

try {
  chooseTemporaryFolder();
  // Not awaited at the top level: Electron is not ready before this module is loaded.
  start(readCommandLine(process.argv, app.isPackaged)).catch(fail);
} catch (thrown) {
  fail(thrown);
}
