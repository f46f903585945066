import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipeOfTests } from '../../shared/sheets/testing';
import { serviceOfTests } from './testing/sheet-service';
import { digits, model } from './testing/write-sheet';
import { writeEach } from './write-each';

const recipe = recipeOfTests(digits, { scale: 1, margin: 0, headings: false, legend: false });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-each-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const order = (name: string, of = recipe) => ({
  recipe: of,
  format: 'png' as const,
  path: join(folder, name),
  carryModel: false,
});
const lost = recipeOfTests({ ...digits, model: { ...model, sha256: 'f'.repeat(64) } });

describe('sheets one after the other', () => {
  it('are all written, with progress over all of them', async () => {
    const shares: number[] = [];
    const names: string[] = [];
    await writeEach(serviceOfTests().service, [order('a.png'), order('b.png')], {
      onProgress: (share) => shares.push(share),
      onWritten: ({ path }) => names.push(path),
    });
    expect(names).toEqual([join(folder, 'a.png'), join(folder, 'b.png')]);
    expect(shares).toEqual([0.5, 1]);
  });

  it('tell when they are cancelled how many were written, and leave none half written', async () => {
    const controller = new AbortController();
    const orders = ['a.png', 'b.png', 'c.png'].map((name) => order(name));
    const writing = writeEach(serviceOfTests().service, orders, {
      signal: controller.signal,
      onWritten: () => controller.abort(),
    });
    await expect(writing).rejects.toMatchObject({
      kind: 'cancelled',
      message: `Cancelled: 1 of 3 sheets were written, in ${folder}.`,
    });
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'a.png']);
  });

  it('tell what stopped them, and how many were written', async () => {
    const orders = [order('a.png'), { ...order('b.png', lost), path: join(folder, 'in', 'b.png') }];
    await expect(writeEach(serviceOfTests().service, orders, {})).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(
        /not in this database\. 1 of 2 sheets were written\.$/,
      ) as string,
    });
  });

  it('say nothing of a count where there is one', async () => {
    const writing = writeEach(serviceOfTests().service, [order('a.png', lost)], {});
    await expect(writing).rejects.toMatchObject({
      message: expect.stringMatching(/not in this database\.$/) as string,
    });
  });
});
