import { build, Platform } from 'electron-builder';
import { inRoot } from '../lib/paths.mjs';
import { electronDist } from './electron-dist.mjs';

/** The folder that electron-builder makes: the application as it is installed. */
export const applicationFolder = inRoot('dist/linux-unpacked');

/**
 * Packs the built application as electron-builder.yml says: into its folder, which needs no network, or as an AppImage, for which
 * electron-builder downloads its own helpers.
 * @param {'dir' | 'AppImage'} [target]
 */
export async function buildApplication(target = 'dir') {
  try {
    await build({
      targets: Platform.LINUX.createTarget(target),
      // A link is copied as a link; the folder it leads to is wanted.
      config: { electronDist: await electronDist() },
      publish: null,
    });
  } finally {
    // Its hook would end this process with code 0, whatever fails after the build.
    process.removeAllListeners('beforeExit');
  }
}
