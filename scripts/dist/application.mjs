import { build, Platform } from 'electron-builder';
import { inRoot } from '../lib/paths.mjs';
import { electronDist } from './electron-dist.mjs';

/** The folder that electron-builder makes: the application as it is installed. */
export const applicationFolder = inRoot('dist/linux-unpacked');

/** Packs the built application into its folder, as electron-builder.yml says. Needs no network. */
export async function buildApplication() {
  await build({
    targets: Platform.LINUX.createTarget('dir'),
    // A link is copied as a link; the folder it leads to is wanted.
    config: { electronDist: await electronDist() },
    publish: null,
  });
}
