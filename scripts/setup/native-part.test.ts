import { appendFile, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { sweep } from './entry.mjs';
import { SetupFailure } from './failure.mjs';
import { NativePart } from './native-part.mjs';
import { ownFolder } from './testing/folder';

const content = 'a library';
let cache: string;
let clone: string;
let made: number;

beforeEach(async () => {
  cache = await ownFolder();
  clone = await ownFolder();
  made = 0;
});

/** A part of one file, made in an instant. */
function part(clonePath = clone, make?: (folder: string) => Promise<void>): NativePart {
  return new NativePart(
    {
      name: 'part',
      title: 'Part 1.0',
      version: '1.0',
      ingredients: ['checksum'],
      bytes: 1000,
      links: [{ from: 'lib', to: 'node_modules/part/lib' }],
      make:
        make
        ?? (async (folder) => {
          made++;
          await mkdir(join(folder, 'lib'));
          await writeFile(join(folder, 'lib/part.so'), content);
        }),
    },
    cache,
    clonePath,
  );
}

const linked = (clonePath = clone) => join(clonePath, 'node_modules/part/lib/part.so');

/** What every set-up does: nothing when the part is there. */
async function setUp(clonePath = clone): Promise<string | undefined> {
  const fresh = part(clonePath);
  return (await fresh.isDone()) ? undefined : fresh.run();
}

describe('a native part', () => {
  test('is made once, and linked into the clone', async () => {
    expect(await setUp()).toBe('new');
    expect(await readFile(linked(), 'utf8')).toBe(content);
    expect(await setUp()).toBeUndefined();
    expect(made).toBe(1);
  });

  test('is taken from the cache by a second clone, which then needs no space', async () => {
    await setUp();
    const second = await ownFolder();
    expect(await part().requiredBytes()).toBe(0);
    expect(await setUp(second)).toBe('from the cache');
    expect(await readFile(linked(second), 'utf8')).toBe(content);
    expect(made).toBe(1);
  });

  test.each([
    ['longer', () => appendFile(linked(), '!')],
    ['of the same length but other bytes', () => writeFile(linked(), content.toUpperCase())],
    ['gone', () => rm(linked())],
  ])('is made anew when a file is %s', async (_, damage) => {
    await setUp();
    await damage();
    expect(await setUp()).toBe('the copy in the cache was damaged');
    expect(await readFile(linked(), 'utf8')).toBe(content);
    expect(made).toBe(2);
    expect(await setUp()).toBeUndefined();
  });

  test('is not trusted by a second clone when its bytes changed behind its size and time', async () => {
    await setUp();
    const { files } = JSON.parse(await readFile(join(part().entry, 'manifest.json'), 'utf8')) as {
      files: { mtimeMs: number }[];
    };
    const seconds = files[0]!.mtimeMs / 1000;
    await writeFile(linked(), content.toUpperCase());
    await utimes(linked(), seconds, seconds);
    expect(await setUp(await ownFolder())).toBe('the copy in the cache was damaged');
  });

  test('is kept when it was only touched', async () => {
    await setUp();
    await utimes(linked(), 1, 1);
    expect(await setUp()).toBe('from the cache');
    expect(await setUp()).toBeUndefined();
    expect(made).toBe(1);
  });

  test('is made anew when its manifest cannot be read', async () => {
    await setUp();
    await writeFile(join(part().entry, 'manifest.json'), '{"files": [');
    expect(await setUp()).toBe('the copy in the cache was damaged');
  });

  test('is linked again when the clone lost the link, or has something else in its place', async () => {
    await setUp();
    await rm(join(clone, 'node_modules'), { recursive: true });
    await mkdir(join(clone, 'node_modules/part/lib'), { recursive: true });
    expect(await setUp()).toBe('from the cache');
    expect(await readFile(linked(), 'utf8')).toBe(content);
  });

  test('leaves nothing behind when making it fails, and is made by the next try', async () => {
    const failing = part(clone, async (folder) => {
      await writeFile(join(folder, 'half'), content);
      throw new SetupFailure('It', 'broke', 'Try again.');
    });
    await expect(failing.run()).rejects.toThrow('It: broke. Try again.');
    expect(await readdir(cache)).toEqual([]);
    expect(await setUp()).toBe('new');
  });

  test('is made anew after a set-up that was interrupted in the middle', async () => {
    await mkdir(join(cache, `.making-part`), { recursive: true });
    await writeFile(join(cache, '.making-part/half'), content);
    await sweep(cache);
    expect(await readdir(cache)).toEqual([]);
    expect(await setUp()).toBe('new');
  });
});
