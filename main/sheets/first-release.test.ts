import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planSheet } from '../../shared/sheets/plan';
import { sheetFormats } from '../../shared/sheets/service';
import { patternedSampler, recipeOfTests } from '../../shared/sheets/testing';
import { drawnRows } from './drawn-rows';
import { filePicture } from './files/file-picture';
import { pixelsOf, thumbnailOf } from './files/sheet-job';
import { writePdf } from './files/write-pdf';
import { writePng } from './files/write-png';
import { writeSvg } from './files/write-svg';
import { provenanceText } from './provenance';
import { factsOf } from './sheet-models';
import { fontsOfTests, serviceOfTests } from './testing/sheet-service';
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

  it.each(sheetFormats)('match where words that are wrapped now were cut: %s', async (format) => {
    const title = 'a_name_without_any_space_in_it'.repeat(3);
    const recipe = recipeOfTests(digits, { scale: 2, title });
    const { service, models } = serviceOfTests();
    const fonts = fontsOfTests;
    const plan = planSheet(recipe, (each) => factsOf(models.get(each)), 'cut');
    const picture = filePicture(plan, format, fonts);
    const bytes = await buffer(
      { png: writePng, svg: writeSvg, pdf: writePdf }[format]({
        plan,
        picture,
        fonts,
        thumbnail: thumbnailOf(picture),
        rows: drawnRows(plan, patternedSampler, {}),
        carried: [],
        provenance: (sha256) =>
          provenanceText({
            format: 'cvae-workbench-sheet',
            version: 2,
            recipe,
            models: [],
            pixels: pixelsOf(picture, sha256),
            versions: { workbench: '0.1.0' },
          }),
      }),
    );
    const { height } = planSheet(recipe, (each) => factsOf(models.get(each)));
    expect(height).toBeGreaterThan(plan.height);
    expect((await service.verify(bytes)).check.kind).toBe('matches');
  });
});
