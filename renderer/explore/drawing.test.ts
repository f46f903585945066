import { describe, expect, it } from 'vitest';
import { imageSide, pixelCount } from '../../shared/images';
import { normalizeDrawing } from './drawing';

const side = 280;

/** Paper with one filled rectangle. */
function paper(left: number, top: number, width: number, height: number): Uint8Array {
  const ink = new Uint8Array(side * side);
  for (let y = top; y < top + height; y++) {
    ink.fill(255, y * side + left, y * side + left + width);
  }
  return ink;
}

/** Columns and rows that hold ink, and the centre of mass. */
function measured(image: Uint8Array) {
  const xs = new Set<number>();
  const ys = new Set<number>();
  let [mass, momentX, momentY] = [0, 0, 0];
  image.forEach((level, i) => {
    if (level === 0) return;
    const [x, y] = [i % imageSide, Math.floor(i / imageSide)];
    xs.add(x);
    ys.add(y);
    mass += level;
    momentX += level * (x + 0.5);
    momentY += level * (y + 0.5);
  });
  return { width: xs.size, height: ys.size, x: momentX / mass, y: momentY / mass };
}

describe('normalizeDrawing', () => {
  it('has no image of blank paper', () => {
    expect(normalizeDrawing(new Uint8Array(side * side), side)).toBeNull();
  });

  it.each([
    ['in a corner', paper(0, 0, 50, 100)],
    ['across the paper', paper(90, 70, 90, 180)],
  ])('fits ink %s into 20 pixels, centred, its shape kept', (_where, ink) => {
    const image = normalizeDrawing(ink, side)!;
    expect(image).toHaveLength(pixelCount);
    expect(measured(image)).toEqual({ width: 10, height: 20, x: 14, y: 14 });
    expect(Math.max(...image)).toBe(255);
  });

  it('puts the centre of mass at the centre, not the middle of the ink', () => {
    const ink = paper(40, 40, 40, 200);
    paper(40, 200, 160, 40).forEach((level, i) => (ink[i] = Math.max(ink[i]!, level)));
    const { x, y, width, height } = measured(normalizeDrawing(ink, side)!);
    expect(Math.abs(x - 14)).toBeLessThan(0.1);
    expect(Math.abs(y - 14)).toBeLessThan(0.1);
    expect(Math.max(width, height)).toBeLessThanOrEqual(21);
  });

  it('keeps all ink in the image when nearly all of it is at one end', () => {
    const ink = paper(139, 20, 2, 230);
    paper(100, 220, 80, 30).forEach((level, i) => (ink[i] = Math.max(ink[i]!, level)));
    const image = normalizeDrawing(ink, side)!;
    const sum = (levels: Uint8Array) => levels.reduce((total, level) => total + level, 0);
    const pixelArea = (230 / 20) ** 2;
    expect(sum(image) * pixelArea).toBeGreaterThan(0.99 * sum(ink));
    expect(image.subarray(0, imageSide).some((level) => level > 0)).toBe(true);
  });

  it('leaves a dot small', () => {
    const { width, height } = measured(normalizeDrawing(paper(100, 100, 14, 14), side)!);
    expect(Math.max(width, height)).toBeLessThanOrEqual(6);
  });

  it('averages: thin ink becomes gray', () => {
    const ink = new Uint8Array(side * side);
    for (let y = 40; y < 240; y++) ink[y * side + 140] = 255;
    const image = normalizeDrawing(ink, side)!;
    expect(Math.max(...image)).toBeGreaterThan(10);
    expect(Math.max(...image)).toBeLessThan(30);
  });
});
