import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardNormals } from '../../shared/random';
import { sheetProvenanceSchema } from '../sheets/provenance';
import { cvae, printed, startCvae, type CvaeEvent } from './testing/cvae-process';
import { decodeDigit, readSafetensors } from './testing/reference-decoder';

const slice = ['--preset', 'seed', '--epochs', '4', '--train-limit', '2000', '--seed', '7'];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let profile: string;
let run: string;
let events: readonly CvaeEvent[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-headless-'));
  profile = join(folder, 'profile');
  const trained = await cvae('train', ...slice, '--name', 'whole', '--json', '--profile', profile);
  expect(trained.stderr).toContain('Done: best test loss');
  expect(trained.code).toBe(0);
  events = trained.events;
  run = String(events[0]?.['run']);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exports a run's last checkpoint; returns its path. */
async function exported(text: string, name: string): Promise<string> {
  const path = join(folder, name);
  const { code } = await cvae(
    ...['export', text, '--checkpoint', 'last', '--format', 'safetensors', '--out', path],
    ...['--profile', profile],
  );
  expect(code).toBe(0);
  return path;
}

describe('the headless command in Electron', { timeout: 120_000 }, () => {
  it('trains on real digits and prints one event a line', () => {
    expect(events.map(({ event }) => event)).toEqual([
      'started',
      ...['epoch', 'epoch', 'epoch', 'epoch'],
      'done',
    ]);
    for (const [index, epoch] of events.slice(1, -1).entries()) {
      const { testLoss, reconstruction, kl, seconds, imagesPerSecond } = epoch as Record<
        string,
        number
      >;
      expect(epoch).toMatchObject({ run, epoch: index + 1 });
      expect(testLoss).toBeCloseTo(reconstruction! + kl!, 3);
      expect(imagesPerSecond! * seconds!).toBeCloseTo(2000, 0);
    }
    const losses = events.slice(1, -1).map(({ testLoss }) => Number(testLoss));
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
    expect(events.at(-1)).toEqual({
      event: 'done',
      run,
      status: 'done',
      epochs: 4,
      bestTestLoss: Math.min(...losses),
    });
  });

  it('lists what it stored', async () => {
    const listed = await cvae('runs', '--json', '--profile', profile);

    expect(listed.events[0]).toMatchObject({
      id: run,
      name: 'whole',
      status: 'done',
      epochsDone: 4,
      bestTestLoss: events.at(-1)?.['bestTestLoss'],
      config: { trainLimit: 2000, epochs: 4, seed: 7 },
      threads: expect.any(Number) as number,
    });
    expect(listed.code).toBe(0);
  });

  it('exports a SavedModel, and replaces it but nothing else', async () => {
    const path = join(folder, 'saved-model');
    const args = ['export', run, '--format', 'savedmodel', '--profile', profile, '--out'];
    expect((await cvae(...args, path)).code).toBe(0);
    expect((await cvae(...args, path)).code).toBe(0);
    expect(readdirSync(path).sort()).toEqual(['saved_model.pb', 'variables']);
    const refused = await cvae(...args, profile);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('holds other things');
  });

  it('exports float32 tensors with the configuration', async () => {
    const path = await exported(run, 'whole.safetensors');
    const { tensors, metadata } = readSafetensors(path);

    expect(tensors.size).toBe(14);
    expect(tensors.get('encoder.0.kernel')?.shape).toEqual([794, 512]);
    expect(tensors.get('likelihood.logits.bias')?.shape).toEqual([784]);
    expect(Object.values(metadata).join()).toContain('"trainLimit":2000');
  });

  it('samples the digits that the exported weights give, the same bytes each time', async () => {
    const weights = readSafetensors(await exported(run, 'sampled.safetensors'));
    const sample = (name: string) => {
      const choices = ['--labels', '0-3,8', '--count', '3', '--seed', '11', '--scale', '2'];
      const out = ['--checkpoint', 'last', '--out', join(folder, name), '--profile', profile];
      return cvae('sample', 'whole', ...choices, ...out);
    };
    const { code, stderr } = await sample('a.png');
    await sample('b.png');

    expect(stderr).toContain('Wrote');
    expect(code).toBe(0);
    const png = readFileSync(join(folder, 'a.png'));
    expect(readFileSync(join(folder, 'b.png')).equals(png)).toBe(true);

    const { width, height, data } = PNG.sync.read(png);
    const grays = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!);
    const text = readFileSync(join(folder, 'a.json'), 'utf8');
    const { pixels } = sheetProvenanceSchema.parse(JSON.parse(text));
    const sizes = { of: 'page', width: 280, height: 168, channels: 1 };
    expect(pixels).toEqual({ ...sizes, sha256: sha256(grays) });

    const latents = standardNormals(11, 6);
    const labels = [0, 1, 2, 3, 8];
    const differences = Array.from({ length: 15 }, (_, cell) => {
      const latent = Math.floor(cell / 5) * 2;
      const label = labels[cell % 5]!;
      const digit = decodeDigit(weights, latents.subarray(latent, latent + 2), label);
      const [left, top] = [(cell % 5) * 56, Math.floor(cell / 5) * 56];
      return digit.map((gray, i) => {
        const at = (top + 2 * Math.floor(i / 28)) * width + left + 2 * (i % 28);
        return Math.abs(gray - grays[at]!);
      });
    });
    expect(Math.max(...differences.flatMap((each) => [...each]))).toBeLessThanOrEqual(1);
  });

  it('evaluates a checkpoint, and keeps the measure', async () => {
    const bound = ['--measure', 'importance-bound', '--samples', '3', '--profile', profile];
    const { code, events: lines } = await cvae('evaluate', 'whole', '--json', ...bound);

    expect(code).toBe(0);
    expect(lines.map(({ event }) => event)).toEqual(['epoch', 'measured', 'done']);
    const [epoch, measured] = lines as unknown as readonly Record<string, number>[];
    expect(measured).toMatchObject({ run, name: 'importance-bound', samples: 3, images: 10_000 });
    expect(epoch!['testLoss']).toBe(events.at(-1)?.['bestTestLoss']);
    expect(measured!['value']).toBeLessThan(epoch!['testLoss']!);
    expect(measured!['negativeElbo']).toBeCloseTo(epoch!['testLoss']!, 0);

    const database = new Sqlite(join(profile, 'workbench.sqlite'), { readonly: true });
    const stored = database.prepare('SELECT run, name, samples, value FROM measures').all();
    database.close();
    expect(stored).toEqual([
      { run, name: 'importance-bound', samples: 3, value: measured!['value'] },
    ]);
    const wrong = await cvae('evaluate', 'whole', '--samples', '5001', '--profile', profile);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('5,000') as string });
  });

  it('says that nothing was measured where a model has none of the measures', async () => {
    const tiny = [
      '--preset',
      'vae',
      '--epochs',
      '1',
      '--train-limit',
      '200',
      '--name',
      'unlabelled',
    ];
    expect(await cvae('train', ...tiny, '--profile', profile)).toMatchObject({ code: 0 });
    const asked = ['unlabelled', '--measure', 'diversity', '--json', '--profile', profile];
    const { code, events: lines, stderr } = await cvae('evaluate', ...asked);
    expect(lines.map(({ event }) => event)).toEqual(['epoch', 'skipped']);
    expect(stderr).toContain('Nothing was measured.');
    expect(code).toBe(1);
  });

  it('stops at Ctrl-C, and resumes to the same weights', async () => {
    const training = startCvae('train', ...slice, '--name', 'cut', '--json', '--profile', profile);
    await printed(training, '"epoch":1');
    training.child.kill('SIGINT');
    const stopped = await training.result;

    expect(stopped.code).toBe(130);
    expect(stopped.events.at(-1)).toMatchObject({ event: 'ended', status: 'paused' });
    const [command, cut] = /resume (\S+)/.exec(stopped.stderr) ?? [];
    expect(command).toBeDefined();

    const resumed = await cvae('resume', cut!, '--json', '--profile', profile);
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.events.at(-1)).toEqual({ ...events.at(-1), run: cut });
    const [whole, again] = [
      await exported(run, 'w.safetensors'),
      await exported('cut', 'c.safetensors'),
    ];
    expect(sha256(readFileSync(again))).toBe(sha256(readFileSync(whole)));
  });

  it('branches with other settings, also from where a branch diverged', async () => {
    const branch = (...args: string[]) => cvae('branch', ...args, '--json', '--profile', profile);
    const rash = await branch('whole', '--epochs', '90', '--set', 'learningRate=1');
    expect(rash).toMatchObject({ code: 1 });
    expect(rash.events.at(-1)).toMatchObject({ status: 'failed', error: { kind: 'diverged' } });
    const hint = /branch (\S+) --checkpoint (\d+) --set learningRate=0.001/.exec(rash.stderr) ?? [];
    const [, diverged, epoch] = hint;

    const epochs = Number(epoch) + 1;
    const more = ['--checkpoint', epoch!, '--epochs', String(epochs), '--set', 'learningRate=1e-4'];
    const calm = await branch(diverged!, ...more, '--name', 'calm');
    expect(calm).toMatchObject({ code: 0 });
    expect(calm.events.filter(({ event }) => event === 'epoch')).toHaveLength(1);
    expect(calm.events.at(-1)).toMatchObject({ event: 'done', epochs });

    const { events: lines } = await cvae('runs', '--json', '--profile', profile);
    const names = lines.slice(-2).map(({ name }) => name);
    expect(names).toEqual(['whole, from epoch 4', 'calm']);
    const wrong = await branch('whole', '--set', 'seed=2', '--set', 'beta=x');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toMatch(/seed: It cannot change in a branch.*\n.*beta: Beta must be/);
  });

  it('says who has the database, and changes nothing', async () => {
    const long = ['--epochs', '1000', '--train-limit', '2000', '--name', 'long', '--json'];
    const training = startCvae('train', ...long, '--profile', profile);
    await printed(training, '"started"');
    const other = await cvae('delete', 'whole', '--profile', profile);
    training.child.kill('SIGTERM');

    expect(other.stderr).toMatch(/headless command[^]*process \d+/);
    expect(other.code).toBe(1);
    expect(await training.result).toMatchObject({ code: 130 });
    const { events: lines } = await cvae('runs', '--json', '--profile', profile);
    expect(lines.map(({ name, status }) => [name, status])).toEqual(
      expect.arrayContaining([
        ['whole', 'done'],
        ['long', 'paused'],
      ]),
    );
  });

  it('ends quietly when nobody reads its output', async () => {
    const listing = startCvae('runs', '--json', '--profile', profile);
    listing.child.stdout.destroy();
    const { code, stderr } = await listing.result;

    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });

  it('deletes into the trash, then for good', async () => {
    const little = ['--epochs', '1', '--train-limit', '100', '--name', 'short'];
    await cvae('train', ...little, '--profile', profile);
    const runs = async () => {
      const { events: lines } = await cvae('runs', '--json', '--profile', profile);
      return lines.map(({ name }) => name);
    };

    expect(await cvae('delete', 'short', '--profile', profile)).toMatchObject({ code: 0 });
    expect(await runs()).not.toContain('short');
    const forever = ['delete', 'short', '--forever', '--profile', profile];
    expect(await cvae(...forever)).toMatchObject({ code: 0 });
    const again = await cvae(...forever);
    expect(again.stderr).toContain('There is no run “short”.');
    expect(again.code).toBe(1);
  });

  it.each([[['trian']], [['train', '--epochs', 'NaN']], [['runs', '--all']]])(
    'refuses wrong usage with exit code 2 and makes no database: %j',
    async (args) => {
      const empty = join(mkdtempSync(join(folder, 'usage-')), 'profile');
      const { code, stdout } = await cvae(...args, '--profile', empty);

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(existsSync(empty)).toBe(false);
    },
  );

  it('says in a sentence that a data folder cannot be used, or is not there, and makes none', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const below = await cvae('runs', '--profile', join(file, 'below'));
    expect(below).toMatchObject({ code: 1, stdout: '' });
    expect(below.stderr).toMatch(
      /^\S.* cannot be a data folder\. \S.*a file is a file\. .*\n.*\n$/,
    );

    const typo = join(folder, 'typo');
    const listed = await cvae('runs', '--profile', typo);
    expect(listed).toMatchObject({ code: 1, stdout: '' });
    expect(listed.stderr).toContain(`There is no workbench data in ${typo}.`);
    expect(existsSync(typo)).toBe(false);
  });
});
