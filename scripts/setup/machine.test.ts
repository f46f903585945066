import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  cacheFolder,
  requireCache,
  requireCompiler,
  requirePip,
  requireSpace,
} from './machine.mjs';
import { ownFolder } from './testing/folder';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Makes a folder the only one that commands are found in. */
async function onlyCommands(commands: Readonly<Record<string, string>>): Promise<void> {
  const folder = await ownFolder();
  for (const [name, script] of Object.entries(commands)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', folder);
}

test('says that Python is missing, and what to install', async () => {
  await onlyCommands({});
  await expect(requirePip()).rejects.toThrow(
    /^TensorFlow cannot be fetched: Python 3 is missing\. Run `(sudo )?apt-get install python3 python3-pip`/,
  );
});

test('says that pip is missing where Python is there', async () => {
  await onlyCommands({ python3: 'exit 1' });
  await expect(requirePip()).rejects.toThrow(
    /pip is missing\. Run `(sudo )?apt-get install python3-pip`/,
  );
});

test('says that g++ is missing', async () => {
  await onlyCommands({});
  await expect(requireCompiler()).rejects.toThrow(
    /g\+\+ is missing\. Run `(sudo )?apt-get install g\+\+`/,
  );
});

test('is content with pip and g++', async () => {
  await onlyCommands({ python3: 'exit 0', 'g++': 'exit 0' });
  await requirePip();
  await requireCompiler();
});

test('says how many bytes are needed and how many are free', async () => {
  const folder = join(await ownFolder(), 'not/there/yet');
  const free = () => Promise.resolve(1_000_000_000);
  await expect(requireSpace(folder, 2_500_000_000, free)).rejects.toThrow(
    `${folder} needs 2.5 GB (2500000000 bytes) and has 1.0 GB (1000000000 bytes) free`,
  );
  await requireSpace(folder, 1_000_000_000, free);
});

test('measures the disk of a folder that is not there yet', async () => {
  const folder = join(await ownFolder(), 'not/there/yet');
  await requireSpace(folder, 1);
  await expect(requireSpace(folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow('too full');
});

test('takes no cache folder that depends on where the command is called from', () => {
  vi.stubEnv('XDG_CACHE_HOME', 'relative');
  vi.stubEnv('HOME', '/home/somebody');
  expect(cacheFolder()).toBe('/home/somebody/.cache/cvae-workbench');
  vi.stubEnv('HOME', '');
  expect(() => requireCache(cacheFolder())).toThrow(/HOME is no absolute path\. Set HOME/);
  vi.stubEnv('XDG_CACHE_HOME', '/cache');
  expect(cacheFolder()).toBe('/cache/cvae-workbench');
});
