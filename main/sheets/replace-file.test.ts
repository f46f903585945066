import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, replaceFiles } from './replace-file';

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

  it('writes all of several files or none, and says whose name is too long', async () => {
    const [png, json] = [
      join(folder, `${'x'.repeat(251)}.png`),
      join(folder, `${'x'.repeat(251)}.json`),
    ];
    const pair = (path: string) => [
      { path, content: 'picture' },
      { path: json, content: () => 'recipe' },
    ];

    await expect(replaceFiles(pair(png))).rejects.toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining(json) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
    const failing = { path: join(folder, 'b.json'), content: failsHalfway() };
    await expect(replaceFiles([...pair(png).slice(0, 1), failing])).rejects.toThrow('stopped');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes through symbolic links, also to a file that is not there yet', async () => {
    mkdirSync(join(folder, 'far'));
    writeFileSync(join(folder, 'far', 'there.txt'), 'old');
    symlinkSync(join('far', 'there.txt'), join(folder, 'a'));
    symlinkSync(join('far', 'new.txt'), join(folder, 'b'));
    symlinkSync('a', join(folder, 'c'));
    symlinkSync('loop', join(folder, 'loop'));

    await replaceFile(join(folder, 'c'), 'first');
    await replaceFile(join(folder, 'b'), 'second');
    await expect(replaceFile(join(folder, 'loop'), 'x')).rejects.toThrow();

    expect(readFileSync(join(folder, 'far', 'there.txt'), 'utf8')).toBe('first');
    expect(readFileSync(join(folder, 'far', 'new.txt'), 'utf8')).toBe('second');
    expect(readdirSync(folder).sort()).toEqual(['a', 'b', 'c', 'far', 'loop']);
    expect(lstatSync(join(folder, 'c')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(folder, 'far')).sort()).toEqual(['new.txt', 'there.txt']);
  });

  it('keeps the permissions and the owner of a file', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    if (process.getuid?.() === 0) chownSync(path, 12_345, 23_456);
    const before = statSync(path);
    await replaceFile(path, 'new');

    const { mode, uid, gid } = statSync(path);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('removes what a killed process left, and nothing that may be in use', async () => {
    const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
    const { pid } = spawnSync('true');
    const own = [`.cvae-${machine}-${pid}-0123456789abcdef.tmp`, '.cvae-0123456789abcdef.tmp'];
    const others = [
      `.cvae-${machine}-${process.ppid}-0123456789abcdef.tmp`,
      `.cvae-00000000-${pid}-0123456789abcdef.tmp`,
      '.cvae-notes.tmp',
    ];
    for (const name of [...own, ...others]) writeFileSync(join(folder, name), 'half');
    const yesterday = Date.now() / 1000 - 25 * 3600;
    utimesSync(join(folder, own[1]!), yesterday, yesterday);

    const slow = replaceFile(
      join(folder, 'slow.txt'),
      (async function* () {
        await replaceFile(join(folder, 'a.txt'), 'while another is being written');
        yield Buffer.from('slow');
      })(),
    );
    await slow;

    expect(readdirSync(folder).sort()).toEqual([...others, 'a.txt', 'slow.txt'].sort());
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder is read-only', async () => {
    chmodSync(folder, 0o555);

    await expect(replaceFile(join(folder, 'a.txt'), 'x')).rejects.toMatchObject({
      kind: 'read-only',
    });
  });
});
