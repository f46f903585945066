import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { applicationFolder, buildApplication } from './application.mjs';
import { buildDebianPackage } from './debian/package.mjs';
import { release } from './release.mjs';

// `npm run dist` makes the Debian package; with `-- --small` one that takes longer to make and to install; with `-- --appimage` an AppImage
// instead, on an open network.

if (!(await prepare())) {
  process.exitCode = 1;
} else if (process.argv.includes('--appimage')) {
  await buildApplication('AppImage');
} else {
  await buildApplication();
  const path = await buildDebianPackage({
    ...(await release()),
    application: applicationFolder,
    compression: process.argv.includes('--small') ? 'small' : 'quick',
  });
  const { size } = await stat(path);
  console.log(`${relative(root, path)}  ${(size / 1e6).toFixed(0)} MB`);
}
