import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipeOfTests } from '../../shared/sheets/testing';
import { serviceOfTests } from './testing/sheet-service';
import { digits, writeSheet } from './testing/write-sheet';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-first-release-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('sheets that version 0.1.0 wrote', () => {
  it('match where an SVG names its picture by href alone', async () => {
    const recipe = recipeOfTests(digits, { scale: 2, title: 'Verified & <printed>' });
    const { bytes } = await writeSheet(folder, recipe, 'svg');
    const first = bytes
      .toString()
      .replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', '')
      .replace('xlink:href', 'href');
    const { check } = await serviceOfTests().service.verify(Buffer.from(first));
    expect(check).toEqual({ kind: 'matches', texts: 'same' });
  });
});
