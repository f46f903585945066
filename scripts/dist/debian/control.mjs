import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What Electron and TensorFlow are linked against. Newer systems provide the same names for their 64-bit-time libraries. */
const depends = [
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libatspi2.0-0',
  'libc6 (>= 2.34)',
  'libcairo2',
  'libcups2',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0',
  'libgtk-3-0',
  'libnspr4',
  'libnss3 (>= 2:3.30)',
  'libpango-1.0-0',
  'libstdc++6 (>= 11)',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
];

/** Opening the log folder and links; keeping keys in the desktop's keyring. */
const recommends = ['xdg-utils', 'libsecret-1-0'];

/** @param {string} tree @param {string} version */
export async function control(tree, version) {
  const kib = (await filesOf(tree)).reduce((sum, { bytes }) => sum + Math.ceil(bytes / 1024), 0);
  return `Package: cvae-workbench
Version: ${version}
Architecture: amd64
Maintainer: The CVAE Workbench authors <cvae-workbench@example.invalid>
Installed-Size: ${kib}
Depends: ${depends.join(', ')}
Recommends: ${recommends.join(', ')}
Section: science
Priority: optional
Description: train and explore conditional variational autoencoders
 A desktop application for people who experiment with conditional variational
 autoencoders on their own machine. It trains natively with TensorFlow, shows
 digits as they emerge, keeps every run in one database, and draws sample
 sheets that remember where they came from.
 .
 The command cvae does the same without a window. Everything works offline.
`;
}

/** @param {string} tree */
export async function md5sums(tree) {
  const lines = [];
  for (const { path } of (await filesOf(tree)).filter((file) => !file.isLink)) {
    const hash = createHash('md5');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(chunk);
    lines.push(`${hash.digest('hex')}  ${relative(tree, path)}\n`);
  }
  return lines.join('');
}

/** Every file and link of a folder, in the order of their paths. @param {string} folder */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.sort().map(async (path) => {
      const stat = await lstat(path);
      return { path, bytes: stat.size, isLink: stat.isSymbolicLink() };
    }),
  );
}
