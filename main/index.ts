import { app } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from './app/command-line';
import { finishMove } from './app/data-folder/move-folder';
import { drawBySuitableMeans } from './app/graphics';
import { declareAppProtocol } from './app/protocol';
import { keepLogs } from './app/logs';
import { findResources } from './app/resources';
import { runWindowed } from './app/windowed';

const { headless, selfTest, ...given } = readCommandLine(process.argv, app.isPackaged);
// A self-test leaves the person's own data alone.
const profile = selfTest === 'all' ? mkdtempSync(join(tmpdir(), 'cvae-workbench-')) : given.profile;

finishMove(profile);

// Chromium keeps its own files apart from ours; the headless command needs none that last.
app.setPath('userData', join(profile, headless === null ? 'window' : 'headless'));
declareAppProtocol();
drawBySuitableMeans();
if (headless === null) keepLogs(profile);

// Not awaited at the top level: Electron is not ready before this module is loaded.
app
  .whenReady()
  .then(async () => {
    const resources = findResources();
    if (headless !== null) {
      const { runHeadless } = await import('./app/headless');
      return app.exit(await runHeadless(headless, resources));
    }
    const workbench = await runWindowed(profile, resources, given.file);
    if (selfTest === null || workbench === null) return;
    const { runSelfTest } = await import('./app/self-test');
    const code = await runSelfTest(selfTest, profile, workbench, given.file);
    if (selfTest === 'all') rmSync(profile, { recursive: true, force: true });
    app.exit(code);
  })
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
