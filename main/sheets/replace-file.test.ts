import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from './replace-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-replace-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function* failsHalfway(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  await Promise.reject(new Error('stopped'));
}

describe('replaceFile', () => {
  it('writes a new file and replaces an old one, leaving nothing else', async () => {
    const path = join(folder, 'a.txt');
    await replaceFile(path, 'first');
    await replaceFile(path, 'second');

    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('keeps the old file when the content fails halfway', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');

    await expect(replaceFile(path, failsHalfway())).rejects.toThrow('stopped');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('says which folder is missing', async () => {
    const path = join(folder, 'none', 'a.txt');

    await expect(replaceFile(path, 'x')).rejects.toMatchObject({
      kind: 'not-found',
      message: `There is no folder ${join(folder, 'none')}. Nothing was written.`,
    });
  });

  it('refuses the name of a folder or a device', async () => {
    await expect(replaceFile(folder, 'x')).rejects.toMatchObject({ kind: 'invalid-input' });
    await expect(replaceFile('/dev/null', 'x')).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('says that a disk is full', async () => {
    async function* full(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      await Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));
    }

    await expect(replaceFile(join(folder, 'a.txt'), full())).rejects.toMatchObject({
      kind: 'disk-full',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder is read-only', async () => {
    chmodSync(folder, 0o555);

    await expect(replaceFile(join(folder, 'a.txt'), 'x')).rejects.toMatchObject({
      kind: 'read-only',
    });
  });
});
