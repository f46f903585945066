import { mkdir, writeFile } from 'node:fs/promises';
import { bundledPackages, npmPart } from '../licences/npm-parts.mjs';
import { licencesPage } from '../licences/page.mjs';
import { largeParts, ownLicence } from '../licences/parts.mjs';
import { staged } from './staged.mjs';

/**
 * Stages the page that the About box opens: versions and licences of everything in the package.
 * @param {readonly string[]} packages whose files are packaged besides those in our bundles
 */
export async function stageLicences(packages) {
  const names = [...new Set([...packages, ...(await bundledPackages())])];
  const npm = await Promise.all(names.sort().map(npmPart));
  await mkdir(staged('renderer'), { recursive: true });
  await writeFile(
    staged('renderer/licences.html'),
    licencesPage(await ownLicence(), [...(await largeParts()), ...npm]),
  );
}
