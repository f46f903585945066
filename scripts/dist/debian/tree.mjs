import { chmod, cp, lutimes, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { iconSizes } from '../stage/icons.mjs';
import { staged } from '../stage/staged.mjs';
import { ownLicence } from '../licences/parts.mjs';

const sources = join(import.meta.dirname, 'tree');
const drawing = join(import.meta.dirname, '../icons/cvae-workbench.svg');
const home = 'usr/lib/cvae-workbench';
const share = 'usr/share';

/** Where the texts of tree/ go. Manual pages and the changelog are compressed on the way. */
const places = {
  cvae: 'usr/bin/cvae',
  'cvae-workbench.desktop': `${share}/applications/cvae-workbench.desktop`,
  'org.cvae_workbench.workbench.metainfo.xml': `${share}/metainfo/org.cvae_workbench.workbench.metainfo.xml`,
  'cvae-workbench.mime.xml': `${share}/mime/packages/cvae-workbench.xml`,
  'cvae.bash-completion': `${share}/bash-completion/completions/cvae`,
  'cvae.1': `${share}/man/man1/cvae.1.gz`,
  'cvae-workbench.1': `${share}/man/man1/cvae-workbench.1.gz`,
  changelog: `${share}/doc/cvae-workbench/changelog.gz`,
  'lintian-overrides': `${share}/lintian/overrides/cvae-workbench`,
  copyright: `${share}/doc/cvae-workbench/copyright`,
  'apparmor-profile': `${home}/resources/apparmor-profile`,
};

const executables = ['usr/bin/cvae', `${home}/cvae-workbench`, `${home}/chrome_crashpad_handler`];

/**
 * Fills a folder with the files of the package, as they are installed.
 * @param {string} tree
 * @param {{ version: string, application: string, date: Date }} facts
 */
export async function fillTree(tree, { version, application, date }) {
  await cp(application, join(tree, home), { recursive: true });
  await mkdir(join(tree, 'usr/bin'), { recursive: true });
  await symlink('../lib/cvae-workbench/cvae-workbench', join(tree, 'usr/bin/cvae-workbench'));

  const day = date.toISOString().slice(0, 10);
  // As RFC 5322 has it, in universal time.
  const moment = date.toUTCString().replace('GMT', '+0000');
  const licence = (await ownLicence()).trim();
  for (const [source, place] of Object.entries(places)) {
    const text = (await readFile(join(sources, source), 'utf8'))
      .replaceAll('@VERSION@', version)
      .replaceAll('@DATE@', day)
      .replaceAll('@MOMENT@', moment)
      .replaceAll('@LICENCE@', licence);
    await write(join(tree, place), place.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  }
  for (const size of Object.keys(iconSizes)) {
    await write(
      join(tree, `${share}/icons/hicolor/${size}x${size}/apps/cvae-workbench.png`),
      await readFile(staged('icons', `${size}x${size}.png`)),
    );
  }
  const icon = await readFile(drawing);
  await write(join(tree, `${share}/icons/hicolor/scalable/apps/cvae-workbench.svg`), icon);
  const page = await readFile(staged('renderer/licences.html'));
  await write(join(tree, `${share}/doc/cvae-workbench/licences.html`), page);
  await setModes(tree, date);
}

/** @param {string} path @param {string | Uint8Array} content */
async function write(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** The same modes and times whoever builds. @param {string} tree @param {Date} date */
async function setModes(tree, date) {
  for (const entry of await readdir(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) await chmod(path, entry.isDirectory() ? 0o755 : 0o644);
    await lutimes(path, date, date);
  }
  for (const path of executables) await chmod(join(tree, path), 0o755);
  // Where user namespaces are closed to ordinary programs, Chromium makes its sandbox through this helper.
  await chmod(join(tree, home, 'chrome-sandbox'), 0o4755);
}
