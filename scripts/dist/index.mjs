import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';

// `npm run dist` makes the Debian package; with `-- --small` one that takes longer to make and to install; with `-- --appimage` an AppImage
// instead, on an open network.

if (await prepare()) await pack();
else process.exitCode = 1;

async function pack() {
  // What these load is there only once the clone is set up.
  const { applicationFolder, buildApplication } = await import('./application.mjs');
  if (process.argv.includes('--appimage')) return buildApplication('AppImage');
  const { buildDebianPackage } = await import('./debian/package.mjs');
  const { release } = await import('./release.mjs');
  await buildApplication();
  const path = await buildDebianPackage({
    ...(await release()),
    application: applicationFolder,
    compression: process.argv.includes('--small') ? 'small' : 'quick',
  });
  const { size } = await stat(path);
  console.log(`${relative(root, path)}  ${(size / 1e6).toFixed(0)} MB`);
}
