import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import type { SheetProvenance } from '../../sheets/provenance';
import { checkSheet, type GrayPicture } from './check-sheet';

const scale = 2;
const shown: GrayPicture = { width: 3, height: 2, levels: Uint8Array.of(0, 90, 0, 30, 255, 0) };

/** The levels of `shown`, enlarged. */
function enlarged(): Uint8Array {
  const width = shown.width * scale;
  return Uint8Array.from({ length: width * shown.height * scale }, (_, pixel) => {
    const x = Math.floor((pixel % width) / scale);
    const y = Math.floor(pixel / width / scale);
    return shown.levels[y * shown.width + x]!;
  });
}

function fileOf(levels: Uint8Array): Uint8Array {
  const png = new PNG({ width: shown.width * scale, height: shown.height * scale });
  levels.forEach((level, pixel) => png.data.set([level, level, level, 255], 4 * pixel));
  return PNG.sync.write(png);
}

function provenanceOf(levels: Uint8Array): SheetProvenance {
  const sha256 = createHash('sha256').update(levels).digest('hex');
  return { recipe: { style: { scale } }, pixels: { sha256 } } as SheetProvenance;
}

test('a sheet with the pixels that were shown passes', () => {
  const levels = enlarged();
  expect(checkSheet(fileOf(levels), provenanceOf(levels), shown)).toBe(62.5);
});

test('one level off by one is found', () => {
  const levels = enlarged();
  levels[7]! += 1;
  expect(() => checkSheet(fileOf(levels), provenanceOf(levels), shown)).toThrow('Pixel 7');
});

test('another size is found', () => {
  const levels = enlarged();
  const larger = { ...shown, width: 4, levels: new Uint8Array(8) };
  expect(() => checkSheet(fileOf(levels), provenanceOf(levels), larger)).toThrow('6 x 4 pixels');
});

test('a provenance of other pixels is found', () => {
  const levels = enlarged();
  const other = provenanceOf(new Uint8Array(levels.length));
  expect(() => checkSheet(fileOf(levels), other, shown)).toThrow('SHA-256');
});

test('a black sheet is no sheet of digits', () => {
  const black = { ...shown, levels: new Uint8Array(shown.levels.length) };
  const levels = new Uint8Array(enlarged().length);
  expect(() => checkSheet(fileOf(levels), provenanceOf(levels), black)).toThrow('no digits');
});
