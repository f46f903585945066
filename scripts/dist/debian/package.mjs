import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inRoot } from '../../lib/paths.mjs';
import { control, md5sums } from './control.mjs';
import { fillTree } from './tree.mjs';

const run = promisify(execFile);

/**
 * Compressions of the package, measured on its 850 MB: zstd 10 takes half a minute of one core and unpacks in 1 s; xz takes 6 minutes for a
 * fifth less, and then every installation waits 10 s. (zstd 19 takes as long as xz for a tenth less.)
 */
export const compressions = {
  none: ['-Znone'],
  quick: ['-Zzstd', '-z10'],
  small: ['-Zxz', '-z6'],
};

/**
 * Makes the Debian package of the application in its folder. Needs `dpkg-deb`, no network and no root.
 * @param {{ version: string, application: string, date: Date, compression?: keyof typeof compressions, folder?: string }} facts
 *   `date` is that of every file in it, `folder` where it goes
 * @returns {Promise<string>} path of the package
 */
export async function buildDebianPackage({
  version,
  application,
  date,
  compression = 'quick',
  folder = inRoot('dist'),
}) {
  const tree = inRoot('build/debian');
  const path = join(folder, `cvae-workbench_${version}_amd64.deb`);
  await rm(tree, { recursive: true, force: true });
  await fillTree(tree, { version, application, date });
  const bookkeeping = { control: await control(tree, version), md5sums: await md5sums(tree) };
  await mkdir(join(tree, 'DEBIAN'), { recursive: true });
  for (const [name, text] of Object.entries(bookkeeping)) {
    await writeFile(join(tree, 'DEBIAN', name), text);
  }
  for (const script of ['postinst', 'postrm']) {
    await run('install', [
      '-m755',
      join(import.meta.dirname, 'scripts', script),
      join(tree, 'DEBIAN', script),
    ]);
  }
  await run(
    'dpkg-deb',
    ['--root-owner-group', ...compressions[compression], '--build', tree, path],
    {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(Math.floor(date.getTime() / 1000)) },
    },
  );
  await rm(tree, { recursive: true });
  return path;
}
