import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sheetFormats } from '../../shared/sheets/service';
import { sheetProvenanceSchema } from '../sheets/provenance';
import { withLines } from '../sheets/testing/png-chunks';
import { cvae } from './testing/cvae-process';

let folder: string;
let profile: string;
/** JSON files of recipes. */
let recipes: Readonly<Record<'digits' | 'blends' | 'reconstructions', string>>;

const inFolder = (name: string): string => join(folder, name);
const here = (...args: readonly string[]) => cvae(...args, '--profile', profile);
/** As a person who has no data yet. */
const elsewhere = (...args: readonly string[]) => {
  vi.stubEnv('XDG_DATA_HOME', inFolder('other'));
  return cvae(...args).finally(() => vi.unstubAllEnvs());
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-sheets-'));
  profile = inFolder('profile');
  for (const name of ['first', 'second']) {
    const little = ['--epochs', '1', '--train-limit', '500', '--seed', String(name.length)];
    const { code } = await here('train', ...little, '--name', name);
    expect(code).toBe(0);
  }
  await here('sample', 'first', '--count', '2', '--out', inFolder('sample.png'));
  const { recipe } = sheetProvenanceSchema.parse(
    JSON.parse(readFileSync(inFolder('sample.json'), 'utf8')),
  );
  if (recipe.content.kind !== 'digits') throw new Error('A sample shows digits.');
  const { model } = recipe.content;
  const style = { title: 'Real digits', note: 'Of a run that learned little.', scale: 2, gap: 1 };
  const file = (name: string, content: object): string => {
    writeFileSync(inFolder(`${name}.recipe`), JSON.stringify({ version: 2, content, style }));
    return inFolder(`${name}.recipe`);
  };
  recipes = {
    digits: file('digits', recipe.content),
    blends: file('blends', {
      kind: 'blends',
      model,
      pairs: [[1, 7]],
      steps: 5,
      latents: { seed: 2 },
    }),
    reconstructions: file('reconstructions', {
      kind: 'reconstructions',
      models: [model],
      images: [3, 9999],
      columns: 2,
    }),
  };
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sheets of a real run, by command', { timeout: 240_000 }, () => {
  it('are the same bytes each time, and match when they are made again', async () => {
    for (const format of sheetFormats) {
      const [a, b] = [inFolder(`a.${format}`), inFolder(`b.${format}`)];
      for (const path of [a, b]) {
        expect(await here('sheet', recipes.digits, '--out', path)).toMatchObject({ code: 0 });
      }
      expect(readFileSync(b).equals(readFileSync(a))).toBe(true);
      const { code, stderr } = await here('verify', a);
      expect([code, stderr]).toEqual([0, expect.stringContaining('Every pixel matches.')]);
    }
  });

  it.each(['blends', 'reconstructions'] as const)('show %s', async (kind) => {
    const path = inFolder(`${kind}.png`);
    const { events } = await here('sheet', recipes[kind], '--out', path, '--json');
    const { width, height, data } = PNG.sync.read(readFileSync(path));

    expect(events).toMatchObject([{ event: 'written', path, width, height }]);
    expect(new Set(data).size).toBeGreaterThan(30);
    expect(await here('verify', inFolder(`${kind}.json`))).toMatchObject({ code: 0 });
  });

  it('tell what was altered', async () => {
    const path = inFolder('altered.png');
    await here('sheet', recipes.digits, '--out', path);
    const { width, height } = PNG.sync.read(readFileSync(path));
    const middle = Math.floor(height / 2) * (width + 1) + Math.floor(width / 2);
    const altered = withLines(readFileSync(path), (lines) => ((lines[middle]! ^= 8), lines));
    writeFileSync(path, altered);
    const { code, stderr, events } = await here('verify', path, '--json');

    expect(code).toBe(1);
    expect(stderr).toMatch(/pixels differ[^]*The picture was changed after it was written/);
    expect(events).toMatchObject([{ event: 'verified', kind: 'differs', altered: true }]);
  });

  it('can be verified elsewhere if they carry their model, and only then', async () => {
    const [carrying, bare] = [inFolder('carrying.pdf'), inFolder('bare.png')];
    await here('sheet', recipes.reconstructions, '--out', carrying, '--carry-model');
    await here('sheet', recipes.digits, '--out', bare);

    expect(await elsewhere('verify', carrying)).toMatchObject({ code: 0 });
    const { code, events } = await elsewhere('verify', bare, '--json');
    expect(code).toBe(1);
    expect(events).toMatchObject([{ kind: 'checkpoint-missing', intact: true }]);
  });

  it('are made of several runs at once', async () => {
    const pattern = inFolder('{number}-{name}-{epoch}.svg');
    const runs = ['--runs', 'first', 'second'];
    const { code } = await here('sheet', recipes.blends, '--out', pattern, ...runs);

    expect(code).toBe(0);
    const [one, two] = ['1-first-1', '2-second-1'].map((name) =>
      readFileSync(inFolder(`${name}.svg`), 'utf8'),
    );
    expect(one).toContain('>first · z = 2');
    expect(two).toContain('>second · z = 2');

    writeFileSync(inFolder('2-second-1.svg'), 'a drawing of mine');
    writeFileSync(inFolder('1-first-1.json'), '{"version":2}');
    const again = () => here('sheet', recipes.blends, '--out', pattern, ...runs, '--overwrite');
    expect(await again()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1-first-1.json') as string,
    });
    rmSync(inFolder('1-first-1.json'));
    const refused = await here('sheet', recipes.blends, '--out', pattern, ...runs);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /2-second-1\.svg is there already\. Nothing was written\.[^]*--overwrite/,
    );
    expect(readFileSync(inFolder('2-second-1.svg'), 'utf8')).toBe('a drawing of mine');
    expect(await again()).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('2-second-1.svg'), 'utf8')).toBe(two);

    const same = await here('sheet', recipes.blends, '--out', inFolder('x.svg'), ...runs);
    expect(same).toMatchObject({ code: 2, stderr: expect.stringContaining('{number}') as string });
  });

  it('say in words what is no recipe and no sheet', async () => {
    const path = inFolder('wrong.json');
    writeFileSync(path, '{"version":2,"content":{"kind":"poster"}}');
    const refused = await here('sheet', path, '--out', inFolder('wrong.png'));
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('holds no recipe of a sheet');
    const verified = await here('verify', path);
    expect(verified.code).not.toBe(0);
    expect(verified.stderr).toContain('The file holds no recipe of a sheet');
    const alone = await here('verify', recipes.digits);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain('there is no picture to compare');
  });
});
