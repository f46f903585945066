import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFolder } from './replace-folder';

let parent = '';
let path = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'cvae-replace-folder-'));
  path = join(parent, 'model');
});
afterEach(() => rmSync(parent, { recursive: true }));

const kind = { mark: 'mark', others: ['variables'] };
const write = (text: string) => (folder: string) => writeFile(join(folder, 'mark'), text);

describe('replacing a folder', () => {
  it('writes a new one, and replaces an empty one and one of its kind', async () => {
    await replaceFolder(path, kind, write('first'));
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('first');
    mkdirSync(join(path, 'variables'));
    chmodSync(path, 0o750);
    symlinkSync('model', join(parent, 'link'));
    await replaceFolder(join(parent, 'link'), kind, write('second'));
    expect(readdirSync(path)).toEqual(['mark']);
    expect(statSync(path).mode & 0o777).toBe(0o750);
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('second');
    const empty = join(parent, 'empty');
    mkdirSync(empty);
    await replaceFolder(empty, kind, write('third'));
    expect(readdirSync(empty)).toEqual(['mark']);
    expect(readdirSync(parent).sort()).toEqual(['empty', 'link', 'model']);
  });

  it('refuses a folder of another kind, and a file', async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'years of work');
    await expect(replaceFolder(path, kind, write(''))).rejects.toMatchObject({
      kind: 'invalid-input',
    });
    expect(readdirSync(path)).toEqual(['thesis.txt']);
    await expect(replaceFolder(join(path, 'thesis.txt'), kind, write(''))).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });

  it('refuses a folder of its kind that holds something else, too', async () => {
    await replaceFolder(path, kind, write('first'));
    writeFileSync(join(path, 'thesis.txt'), 'years of work');
    await expect(replaceFolder(path, kind, write(''))).rejects.toMatchObject({
      message: `The folder ${path} holds thesis.txt, which would be lost. Nothing was written.`,
    });
    expect(readdirSync(path).sort()).toEqual(['mark', 'thesis.txt']);
  });

  it('puts back what a killed process was replacing', async () => {
    const dead = spawnSync('true').pid;
    const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
    const left = join(parent, `.cvae-${machine}-${dead}-0123456789abcdef.tmp`);
    mkdirSync(join(left, 'replaced', 'model'), { recursive: true });
    writeFileSync(join(left, 'replaced', 'model', 'mark'), 'old');
    await replaceFolder(join(parent, 'other'), kind, write('new'));
    expect(readdirSync(parent).sort()).toEqual(['model', 'other']);
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('old');
  });

  it('keeps what was there when writing fails, and leaves nothing behind', async () => {
    await replaceFolder(path, kind, write('first'));
    const failing = async (folder: string) => {
      await write('half')(folder);
      throw new Error('The engine died.');
    };
    await expect(replaceFolder(path, kind, failing)).rejects.toThrow('The engine died.');
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('first');
    expect(readdirSync(parent)).toEqual(['model']);
  });

  it('says that there is no folder to write it to', async () => {
    const nowhere = join(parent, 'no', 'model');
    await expect(replaceFolder(nowhere, kind, write(''))).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(existsSync(join(parent, 'no'))).toBe(false);
  });
});
