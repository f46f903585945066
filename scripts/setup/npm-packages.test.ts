import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { NpmPackages } from './npm-packages.mjs';
import { ownFolder } from './testing/folder';

const zod = { version: '4.0.0', integrity: 'sha512-a' };
const elsewhere = { version: '1.0.0', integrity: 'sha512-b', optional: true };
let clone: string;

beforeEach(async () => {
  clone = await ownFolder();
  await mkdir(join(clone, 'node_modules/zod'), { recursive: true });
  await writeFile(join(clone, 'node_modules/zod/package.json'), '{}');
  await wanted({ '': {}, 'node_modules/zod': zod, 'node_modules/for-another-system': elsewhere });
  await installed({ 'node_modules/zod': zod });
});

const wanted = (packages: object) =>
  writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages }));
const installed = (packages: object) =>
  writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

test('recognises what npm installed, without packages for other systems', async () => {
  expect(await new NpmPackages(clone).isDone()).toBe(true);
});

test.each([
  ['there is no node_modules', () => rm(join(clone, 'node_modules'), { recursive: true })],
  ['npm was interrupted', () => rm(join(clone, 'node_modules/.package-lock.json'))],
  ['a package was deleted', () => rm(join(clone, 'node_modules/zod'), { recursive: true })],
  [
    'another version is wanted',
    () => wanted({ 'node_modules/zod': { ...zod, version: '4.0.1', integrity: 'sha512-c' } }),
  ],
  ['a package more is wanted', () => wanted({ 'node_modules/zod': zod, 'node_modules/uuid': zod })],
  ['a package is wanted no longer', () => wanted({ '': {} })],
])('installs anew when %s', async (_, change) => {
  await change();
  expect(await new NpmPackages(clone).isDone()).toBe(false);
});
