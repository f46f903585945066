import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database';
import { databaseFileName, makeFolder, openProfileFolder } from './profile-folder';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';

let profile: TemporaryProfile;
let place: (...path: string[]) => string;

beforeEach(() => {
  profile = temporaryProfile();
  place = (...path) => join(profile.folder, ...path);
  writeFileSync(place('file'), '');
  symlinkSync(place('loop'), place('loop'));
});

afterEach(() => profile.remove());

test.each([
  [['file'], 'It is a file.'],
  [['file', 'below', 'it'], '/file is a file.'],
  [['loop'], 'A link in its path leads back to itself.'],
  [['loop', 'data'], 'A link in its path leads back to itself.'],
  [['n'.repeat(300)], 'Its name is longer than the file system takes.'],
])('says why %j cannot be a data folder, whether it may be made or not', (path, finding) => {
  for (const mayCreate of [true, false]) {
    const report = reportOf(() => openProfileFolder(place(...path), mayCreate));
    expect(report?.kind).toBe('not-found');
    expect(report?.message).toContain(finding);
  }
});

test('a folder that nothing can be made in is told of at once', () => {
  const report = reportOf(() => openProfileFolder('/proc/data/below', true));
  expect(report?.message).toContain('No folder can be made there.');
});

test('folders are made with those that they lie in, and left alone when they are there', () => {
  makeFolder(place('a', 'b', 'c'));
  makeFolder(place('a', 'b'));
  expect(openProfileFolder(place('a', 'b', 'c'), true)).toBe(place('a', 'b', 'c'));
});

test('what may make nothing makes nothing, where there is no folder or no database', () => {
  for (const folder of [place('typo'), profile.folder]) {
    const open = () => openDatabase(folder, { holder: 'headless command', mayCreate: false });
    expect(reportOf(open)).toMatchObject({
      kind: 'not-found',
      message: `There is no workbench data in ${folder}. Nothing was made there.`,
    });
  }
  expect(existsSync(place('typo'))).toBe(false);
  expect(existsSync(place(databaseFileName))).toBe(false);
});
