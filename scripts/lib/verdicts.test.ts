import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ownFolder } from '../setup/testing/folder';
import { digestOf, filesIn } from './digest.mjs';
import { inputsOfSuites, readVerdicts, storeVerdicts } from './verdicts.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

const passed = { unit: { passed: 12, at: '2026-01-02T03:04:05.000Z' } };

test('remembers suites that passed for the inputs they passed on, and for no other', async () => {
  const path = join(await ownFolder(), 'deep', 'verdicts.json');
  expect(await readVerdicts('these', path)).toEqual({});
  await storeVerdicts('these', passed, path);
  expect(await readVerdicts('these', path)).toEqual(passed);
  expect(await readVerdicts('others', path)).toEqual({});
});

test('takes a damaged record for none', async () => {
  const path = join(await ownFolder(), 'verdicts.json');
  await writeFile(path, '{"inputs":"these","sui');
  expect(await readVerdicts('these', path)).toEqual({});
});

test('sees a setting of the engine', async () => {
  const before = await inputsOfSuites();
  expect(await inputsOfSuites()).toBe(before);
  vi.stubEnv('TF_ENABLE_ONEDNN_OPTS', 'other');
  expect(await inputsOfSuites()).not.toBe(before);
});

test('digests names and contents, and leaves folders out by name', async () => {
  const folder = await ownFolder();
  const digest = async () => digestOf(await filesIn(folder, ['build']));
  await writeFile(join(folder, 'one'), '1');
  const first = await digest();
  await mkdir(join(folder, 'deep', 'build'), { recursive: true });
  await writeFile(join(folder, 'deep', 'build', 'made'), 'x');
  expect(await digest()).toBe(first);
  await writeFile(join(folder, 'deep', 'two'), '');
  const second = await digest();
  expect(second).not.toBe(first);
  await rename(join(folder, 'one'), join(folder, 'other'));
  expect(await digest()).not.toBe(second);
});
