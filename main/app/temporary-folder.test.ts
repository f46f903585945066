import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseTemporaryFolder } from './temporary-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-temporary-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const chosen = (set: string, ...rest: Parameters<typeof chooseTemporaryFolder>) => {
  vi.stubEnv('TMPDIR', set);
  chooseTemporaryFolder(...rest);
  return process.env['TMPDIR'];
};

test('the temporary folder that is set is kept when files can be made there', () => {
  expect(chosen(folder)).toBe(folder);
});

test.each(['/nowhere/at/all', '/dev/null', '/proc'])('%s is replaced by another', (set) => {
  expect(chosen(set)).toMatch(/^\/(tmp|var\/tmp|dev\/shm)$/);
});

test('one that may not be written to is replaced by another', () => {
  chmodSync(folder, 0o555);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(chosen(folder)).not.toBe(folder);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('where none has room the one that is set stays, to be named when it is used', () => {
  expect(chosen(folder, () => false)).toBe(folder);
});
