import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cvae, startCvaeIn } from './testing/cvae-process';

let folder: string;
let profile: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-environment-'));
  profile = join(folder, 'profile');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The SHA-256 of the weights that a short training comes to. */
async function trained(name: string, env: Readonly<Record<string, string>>): Promise<unknown> {
  const small = ['--set', 'encoderSizes=64', '--set', 'decoderSizes=64', '--train-limit', '1000'];
  const args = ['train', ...small, '--epochs', '1', '--name', name, '--profile', profile];
  const { code, stderr } = await startCvaeIn(env, ...args).result;
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.any(String) as string });
  const out = ['--out', join(folder, `${name}.safetensors`), '--profile', profile];
  const { events } = await cvae('export', name, '--checkpoint', 'last', '--json', ...out);
  return events[0]?.['sha256'];
}

it('the environment changes neither the libraries nor a byte', { timeout: 120_000 }, async () => {
  const libraries = join(folder, 'libraries');
  mkdirSync(libraries);
  for (const name of ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2']) {
    writeFileSync(join(libraries, name), 'Another one, which does not load.');
  }
  const hostile = {
    ...{ LD_LIBRARY_PATH: libraries, TMPDIR: join(folder, 'missing') },
    ...{ TF_ENABLE_ONEDNN_OPTS: '0', ONEDNN_MAX_CPU_ISA: 'SSE41', DNNL_MAX_CPU_ISA: 'SSE41' },
    ...{ TF_NUM_INTRAOP_THREADS: '1', OMP_NUM_THREADS: '1', LANG: 'tr_TR.UTF-8' },
  };
  expect(await trained('hostile', hostile)).toEqual(await trained('plain', {}));
});
