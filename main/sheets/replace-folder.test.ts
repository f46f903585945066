import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

const write = (text: string) => (folder: string) => writeFile(join(folder, 'mark'), text);

describe('replacing a folder', () => {
  it('writes a new one, and replaces an empty one and one of its kind', async () => {
    await replaceFolder(path, 'mark', write('first'));
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('first');
    writeFileSync(join(path, 'left-over'), '');
    await replaceFolder(path, 'mark', write('second'));
    expect(readdirSync(path)).toEqual(['mark']);
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('second');
    const empty = join(parent, 'empty');
    mkdirSync(empty);
    await replaceFolder(empty, 'mark', write('third'));
    expect(readdirSync(empty)).toEqual(['mark']);
    expect(readdirSync(parent).sort()).toEqual(['empty', 'model']);
  });

  it('refuses a folder of another kind, and a file', async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'years of work');
    await expect(replaceFolder(path, 'mark', write(''))).rejects.toMatchObject({
      kind: 'invalid-input',
    });
    expect(readdirSync(path)).toEqual(['thesis.txt']);
    await expect(replaceFolder(join(path, 'thesis.txt'), 'mark', write(''))).rejects.toMatchObject({
      kind: 'invalid-input',
    });
  });

  it('keeps what was there when writing fails, and leaves nothing behind', async () => {
    await replaceFolder(path, 'mark', write('first'));
    const failing = async (folder: string) => {
      await write('half')(folder);
      throw new Error('The engine died.');
    };
    await expect(replaceFolder(path, 'mark', failing)).rejects.toThrow('The engine died.');
    expect(readFileSync(join(path, 'mark'), 'utf8')).toBe('first');
    expect(readdirSync(parent)).toEqual(['model']);
  });

  it('says that there is no folder to write it to', async () => {
    const nowhere = join(parent, 'no', 'model');
    await expect(replaceFolder(nowhere, 'mark', write(''))).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(existsSync(join(parent, 'no'))).toBe(false);
  });
});
