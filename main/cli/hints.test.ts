import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { datasetFileNames, type DatasetFile } from '../../shared/trainer-protocol';
import { writeDataset } from '../datasets/testing/generated-files';
import { openDatabase } from '../storage/database';
import { DatasetStore } from '../storage/dataset-store';
import { root } from './testing/cvae-process';

/** Every hint is followed as it was printed: by a shell, in the folder of the command that printed it. */

let folder: string;
let profile: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-hints-'));
  profile = join(folder, 'it’s my data');
  // People call npm in the project's folder; what is written goes to this one.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'bin', 'npm'),
    `#!/bin/sh\nPATH='${process.env['PATH']}' exec npm --prefix '${root}' "$@"\n`,
  );
  chmodSync(join(folder, 'bin', 'npm'), 0o755);
  const datasets = join(profile, 'datasets', 'three');
  mkdirSync(datasets, { recursive: true });
  const labels = Array.from({ length: 100 }, (_, image) => image % 3);
  writeDataset(datasets, labels, labels);
  const database = openDatabase(profile, { holder: 'window' });
  const sha256 = Object.entries(datasetFileNames).map(([file, name]) => {
    const bytes = readFileSync(join(datasets, name));
    return [file as DatasetFile, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  new DatasetStore(database).insert({
    ...{ id: 'three', name: 'Three', classes: 3, trainCount: 100, testCount: 100 },
    ...{ classNames: null, createdAt: 1 },
    sha256: Object.fromEntries(sha256) as Record<DatasetFile, string>,
  });
  database.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Followed {
  readonly code: number | null;
  readonly text: string;
  /** The hint that it printed. */
  readonly hint: string;
}

/** Runs a line of a shell to its end. @param interruptAt what Ctrl-C is pressed at, once it is printed */
function follow(line: string, interruptAt?: RegExp): Promise<Followed> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn('sh', ['-c', line], {
    cwd: folder,
    env: { ...env, PATH: `${folder}/bin:${env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  let isInterrupted = false;
  const note = (more: string) => {
    text += more;
    if (isInterrupted || interruptAt?.test(text) !== true) return;
    isInterrupted = true;
    // As a terminal does: to every process of the group.
    process.kill(-child.pid!, 'SIGINT');
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', note);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        text,
        hint: /npm run cvae -- .*/.exec(text)?.[0] ?? `echo 'No hint was printed.'; exit 1`,
      });
    });
  });
}

const given = () => `--profile '${profile.replaceAll("'", String.raw`'\''`)}'`;

it('from no runs to a training that is paused and goes on', { timeout: 120_000 }, async () => {
  const none = await follow(`npm run cvae -- runs ${given()}`);
  const paused = await follow(none.hint, /Training “/);
  expect(paused.hint).toContain(' resume ');
  const again = await follow(paused.hint, /Training “.* on from epoch 0|Training “/);
  expect(again.text).toContain('Paused after 0 of 50 epochs');
  expect(again.hint).toBe(paused.hint);
});

it('from a run on three classes to its digits', { timeout: 120_000 }, async () => {
  const tiny = '--epochs 1 --set encoderSizes=32 --set decoderSizes=32 --set dataset=three';
  const trained = await follow(`npm run cvae -- train ${tiny} ${given()}`);
  const sampled = await follow(trained.hint);
  expect(sampled).toMatchObject({ code: 0, text: expect.stringContaining('Wrote') as string });
  const { width } = PNG.sync.read(readFileSync(join(folder, 'digits.png')));
  expect(width).toBe(3 * 28);
});

it('from a run that diverged to a branch of it', { timeout: 120_000 }, async () => {
  const tiny = '--epochs 1 --set encoderSizes=32 --set decoderSizes=32 --train-limit 200';
  await follow(`npm run cvae -- train ${tiny} --name begun ${given()}`);
  const rash = '--epochs 12 --set learningRate=1';
  const diverged = await follow(`npm run cvae -- branch begun ${rash} ${given()}`);
  expect(diverged.hint).toContain(' branch ');
  expect(await follow(diverged.hint)).toMatchObject({ code: 0 });
});

it(
  'the datasets are listed by the ids that they are trained by',
  { timeout: 120_000 },
  async () => {
    const { text } = await follow(`npm run -s cvae -- datasets --json ${given()}`);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const mnist = {
      id: 'mnist',
      name: 'MNIST',
      classes: 10,
      trainCount: 60_000,
      testCount: 10_000,
    };
    expect(lines).toMatchObject([
      { ...mnist, problem: null },
      { id: 'three', name: 'Three', labels: ['0', '1', '2'], trainCount: 100, testCount: 100 },
    ]);
    const table = await follow(`npm run -s cvae -- datasets ${given()}`);
    expect(table.text).toMatch(
      /^ID .*\nmnist +MNIST +10 +60,000 +10,000\nthree +Three +3 +100 +100\n$/,
    );
  },
);

it('nothing is stored of what could not be trained', { timeout: 120_000 }, async () => {
  expect(existsSync(profile)).toBe(true);
  const list = () => follow(`npm run -s cvae -- runs --json ${given()}`);
  const before = await list();
  for (const [setting, words] of [
    ['dataset=none', 'There is no dataset “none” here.'],
    [
      'dataset=three --set batchSize=101',
      'batchSize: Batch size must not exceed the 100 training images of “Three”.',
    ],
  ] as const) {
    const refused = await follow(`npm run -s cvae -- train --set ${setting} ${given()}`);
    expect(refused.text).toContain(words);
    expect(refused.text).not.toContain('resume');
  }
  expect((await list()).text).toBe(before.text);
});
