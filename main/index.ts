import { app } from 'electron';
import { join } from 'node:path';
import { readCommandLine } from './app/command-line';
import { runHeadless } from './app/headless';
import { declareAppProtocol } from './app/protocol';
import { findResources } from './app/resources';
import { runWindowed } from './app/windowed';

const { profile, headless } = readCommandLine(process.argv, app.isPackaged);

// Chromium keeps its own files apart from ours; the headless command needs none that last.
app.setPath('userData', join(profile, headless === null ? 'window' : 'headless'));
declareAppProtocol();

// Not awaited at the top level: Electron is not ready before this module is loaded.
app
  .whenReady()
  .then(async () => {
    const resources = findResources();
    if (headless === null) runWindowed(profile, resources);
    else app.exit(await runHeadless(headless, resources));
  })
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
