import { existsSync, statSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WorkbenchError } from '../../../shared/errors';
import type { FolderMove } from '../../../shared/ipc/app';
import { finishMove, folderBytes, moveFolder } from './move-folder';

let folder: string;
let place: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-move-'));
  place = join(folder, 'home', 'data');
  await mkdir(join(place, 'logs'), { recursive: true });
  await mkdir(join(place, 'window'));
  await writeFile(join(place, 'workbench.sqlite'), 'rows');
  await writeFile(join(place, 'logs', 'workbench.log'), 'line');
  await writeFile(join(place, 'window', 'Cache'), 'a lot');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Followed {
  readonly signal?: AbortSignal;
  readonly onProgress?: (move: FolderMove) => void;
}

function move(from: string, to: string, followed: Followed = {}): Promise<void> {
  const { signal = new AbortController().signal, onProgress = () => undefined } = followed;
  return moveFolder(from, to, { signal, onProgress });
}

const kindOf = (thrown: unknown) => (thrown instanceof WorkbenchError ? thrown.kind : thrown);

test('data is found in the new place, and through the old one', async () => {
  const to = join(folder, 'elsewhere', 'data');
  await move(place, to);
  expect(await readFile(join(to, 'workbench.sqlite'), 'utf8')).toBe('rows');
  expect(await readFile(join(place, 'logs', 'workbench.log'), 'utf8')).toBe('line');
  expect(await readlink(place)).toBe(to);
});

test('a second move leaves the link in the first place, and nothing in the second', async () => {
  const second = join(folder, 'second');
  const third = join(folder, 'third');
  await move(place, second);
  await move(place, third);
  expect(await readlink(place)).toBe(third);
  expect(await readFile(join(place, 'workbench.sqlite'), 'utf8')).toBe('rows');
  await expect(lstat(second)).rejects.toThrow('ENOENT');
});

test('moving home makes the link a folder again', async () => {
  const away = join(folder, 'away');
  await move(place, away);
  await move(place, place);
  expect((await lstat(place)).isDirectory()).toBe(true);
  expect(await readFile(join(place, 'workbench.sqlite'), 'utf8')).toBe('rows');
  await expect(lstat(away)).rejects.toThrow('ENOENT');
});

test('where no move can have begun there is nothing to finish', async () => {
  await writeFile(join(folder, 'file'), '');
  await symlink(join(folder, 'loop'), join(folder, 'loop'));
  for (const path of ['file/below', 'loop/below', 'n'.repeat(250)]) {
    expect(() => finishMove(join(folder, path))).not.toThrow();
  }
  await writeFile(`${place}.moving`, 'somebody’s own');
  finishMove(place);
  expect(await readFile(`${place}.moving`, 'utf8')).toBe('somebody’s own');
});

describe('a move that was cut short', () => {
  const elsewhere = () => join(folder, 'elsewhere');

  test('before anything moved leaves the folder in its place', async () => {
    await symlink(elsewhere(), `${place}.moving`);
    finishMove(place);
    expect((await lstat(place)).isDirectory()).toBe(true);
    await expect(lstat(`${place}.moving`)).rejects.toThrow('ENOENT');
  });

  test('after the folder moved is found in the new place', async () => {
    await symlink(elsewhere(), `${place}.moving`);
    await rename(place, elsewhere());
    finishMove(place);
    expect(await readlink(place)).toBe(elsewhere());
  });

  test('after a second move is found in the last place', async () => {
    await move(place, join(folder, 'second'));
    await symlink(elsewhere(), `${place}.moving`);
    await rename(join(folder, 'second'), elsewhere());
    finishMove(place);
    expect(await readFile(join(place, 'workbench.sqlite'), 'utf8')).toBe('rows');
  });

  test('on its way home is found where it still is', async () => {
    await move(place, elsewhere());
    await symlink(elsewhere(), `${place}.moving`);
    await rm(place);
    finishMove(place);
    expect(await readlink(place)).toBe(elsewhere());
  });
});

test("Chromium's own files do not count as data", async () => {
  expect(await folderBytes(place)).toBe('rows'.length + 'line'.length);
});

describe('refused, with everything where it was', () => {
  afterEach(async () => {
    expect((await lstat(place)).isDirectory()).toBe(true);
    expect(await readFile(join(place, 'workbench.sqlite'), 'utf8')).toBe('rows');
  });

  test('a place inside the folder', async () => {
    const thrown: unknown = await move(place, join(place, 'inside')).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('conflict');
  });

  test('a place inside the folder, by a link', async () => {
    const link = join(folder, 'link');
    await symlink(place, link);
    const thrown: unknown = await move(place, join(link, 'inside')).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('conflict');
  });

  test('a folder that has something in it', async () => {
    const to = join(folder, 'full');
    await mkdir(to);
    await writeFile(join(to, 'file'), 'mine');
    const thrown: unknown = await move(place, to).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('conflict');
    expect(await readFile(join(to, 'file'), 'utf8')).toBe('mine');
  });

  test('a place that cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const to = join(folder, 'file', 'data');
    const thrown: unknown = await move(place, to).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('read-only');
  });
});

const otherDisk = '/dev/shm';
const hasOtherDisk = existsSync(otherDisk) && statSync(otherDisk).dev !== statSync(tmpdir()).dev;

describe.runIf(hasOtherDisk)('onto another disk', () => {
  let disk: string;

  beforeEach(async () => {
    disk = await mkdtemp(join(otherDisk, 'cvae-workbench-move-'));
  });

  afterEach(() => rm(disk, { recursive: true, force: true }));

  test('copies all but what Chromium makes anew', async () => {
    const to = join(disk, 'data');
    await move(place, to);
    expect(await readFile(join(place, 'workbench.sqlite'), 'utf8')).toBe('rows');
    expect(await readlink(place)).toBe(to);
    await expect(lstat(join(to, 'window'))).rejects.toThrow('ENOENT');
  });

  test('tells how many bytes are copied, of all', async () => {
    const told: FolderMove[] = [];
    await move(place, join(disk, 'data'), { onProgress: (each) => told.push(each) });
    expect(told).toEqual([
      { stage: 'copying', done: 0, total: 8 },
      { stage: 'copying', done: expect.any(Number) as number, total: 8 },
      { stage: 'copying', done: 8, total: 8 },
      { stage: 'finishing' },
    ]);
  });

  test('keeps the rights and times of files', async () => {
    const file = join(place, 'workbench.sqlite');
    await chmod(file, 0o600);
    await utimes(file, 1000, 2000);
    await move(place, join(disk, 'data'));
    const { mode, mtimeMs } = await stat(file);
    expect([mode & 0o777, mtimeMs]).toEqual([0o600, 2_000_000]);
  });

  test('can be cancelled in the midst of a file, and leaves nothing there', async () => {
    const size = 20e6;
    await truncate(join(place, 'workbench.sqlite'), size);
    const cancelling = new AbortController();
    const onProgress = (each: FolderMove): void => {
      if (each.stage === 'copying' && each.done > size / 2) cancelling.abort();
    };
    const thrown: unknown = await move(place, join(disk, 'data'), {
      signal: cancelling.signal,
      onProgress,
    }).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('cancelled');
    expect(await readdir(disk)).toEqual([]);
    expect((await lstat(place)).isDirectory()).toBe(true);
    expect((await stat(join(place, 'workbench.sqlite'))).size).toBe(size);
    await expect(lstat(`${place}.moving`)).rejects.toThrow('ENOENT');
  });

  test('leaves no part of a copy there when it is cut short', async () => {
    const to = join(disk, 'data');
    await symlink(to, `${place}.moving`);
    await mkdir(`${to}.partial`);
    finishMove(place);
    expect(await readdir(disk)).toEqual([]);
    expect((await lstat(place)).isDirectory()).toBe(true);
  });

  test('says how much room is missing', async () => {
    // A file with nothing in it but its length.
    await truncate(join(place, 'workbench.sqlite'), 1e13);
    const thrown: unknown = await move(place, join(disk, 'data')).catch((e: unknown) => e);
    expect(kindOf(thrown)).toBe('disk-full');
    expect(thrown).toHaveProperty('message', expect.stringContaining('takes 10,000,000 MB'));
    expect((await lstat(place)).isDirectory()).toBe(true);
  });
});
