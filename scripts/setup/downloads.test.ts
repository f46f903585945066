import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Downloads } from './downloads.mjs';
import { ownFolder } from './testing/folder';

const content = 'a wheel';
const wheel = {
  title: 'A wheel',
  name: 'a.whl',
  algorithm: 'sha256',
  digest: createHash('sha256').update(content).digest('hex'),
};
const fetching = (text: string) => (folder: string) =>
  writeFile(join(folder, 'whatever the tool calls it'), text);
const never = () => Promise.reject(new Error('fetched again'));

test('fetches a file once, and keeps it until everything is done', async () => {
  const downloads = new Downloads(await ownFolder());
  const path = await downloads.obtain(wheel, fetching(content));
  expect(await readFile(path, 'utf8')).toBe(content);
  expect(await downloads.obtain(wheel, never)).toBe(path);
  await downloads.clear();
  await expect(downloads.obtain(wheel, never)).rejects.toThrow('fetched again');
});

test('throws a file with other bytes away', async () => {
  const downloads = new Downloads(await ownFolder());
  await expect(downloads.obtain(wheel, fetching('another'))).rejects.toThrow(
    /The download of A wheel was thrown away: its sha256 should be /,
  );
  expect(await readdir(downloads.folder)).toEqual([]);
});

test('fetches again what an interrupted set-up left half written', async () => {
  const downloads = new Downloads(await ownFolder());
  await mkdir(downloads.folder);
  await writeFile(join(downloads.folder, wheel.name), 'a wh');
  const path = await downloads.obtain(wheel, fetching(content));
  expect(await readFile(path, 'utf8')).toBe(content);
});
