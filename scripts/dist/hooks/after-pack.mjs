import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Called by electron-builder when the application's folder is whole, before its fuses are set. Removes what Electron's distribution
 * carries for development.
 * @param {{ appOutDir: string }} context
 */
export default async function afterPack({ appOutDir }) {
  for (const path of ['resources/default_app.asar', 'version']) {
    await rm(join(appOutDir, path), { force: true });
  }
}
