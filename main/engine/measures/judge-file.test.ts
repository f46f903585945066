import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mnistSlice } from '../testing/mnist';
import { obtainJudge } from './judge-file';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'cvae-judges-')), 'judges');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const dataset = mnistSlice(300, 10);

/** How many steps it took to obtain the judge. */
async function stepsFor(images = dataset): Promise<number> {
  let steps = 0;
  await obtainJudge(folder, images, () => {
    steps++;
    return Promise.resolve();
  });
  return steps;
}

it('is trained once for a dataset', async () => {
  expect(await stepsFor()).toBeGreaterThan(0);
  expect(await stepsFor()).toBe(0);
  expect(await stepsFor(mnistSlice(200, 10))).toBeGreaterThan(0);
  expect(readdirSync(folder)).toHaveLength(2);
});

it('is trained again where its file was damaged', async () => {
  await stepsFor();
  const [name] = readdirSync(folder);
  const path = join(folder, name!);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, -1));
  expect(await stepsFor()).toBeGreaterThan(0);
  expect(readFileSync(path).equals(whole)).toBe(true);
});

it('is left out when training is given up', async () => {
  const given = obtainJudge(folder, dataset, () => Promise.reject(new Error('enough')));
  await expect(given).rejects.toThrow('enough');
  expect(await stepsFor()).toBeGreaterThan(0);
});

it('serves once where it cannot be kept', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  writeFileSync(folder, 'a file where the folder should be');
  expect(await stepsFor()).toBeGreaterThan(0);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
