import { describe, expect, it } from 'vitest';
import { fitting, valueRange } from './value-range';

const falling = Array.from({ length: 101 }, (_, i) => ({
  x: i / 10,
  y: i < 5 ? 500 : 150 - i / 2,
}));

describe('valueRange', () => {
  it('leaves out how the curve began', () => {
    expect(valueRange([falling], 'fit', { from: 0, to: 10 }, 0)!.max).toBeLessThan(160);
    expect(valueRange([falling], 'full', { from: 0, to: 10 }, 0)!.max).toBeGreaterThan(500);
  });

  it('fits to the stretch that is looked at, the steep beginning too', () => {
    const steep = valueRange([falling], 'fit', { from: 0.1, to: 1 }, 0)!;
    expect(steep.max).toBeGreaterThan(500);
    const late = valueRange([falling], 'fit', { from: 8, to: 10 }, 0)!;
    expect(late).toEqual({ min: 99, max: 111 });
  });

  it('takes in the end of a curve that is shorter than the others’ beginning', () => {
    const short = [400, 300, 250, 210, 200].map((y, i) => ({ x: i / 10, y }));
    const { min, max } = valueRange([falling, short], 'fit', { from: 0, to: 10 }, 0)!;
    expect(min).toBeLessThan(100);
    expect(max).toBeGreaterThan(200);
    expect(max).toBeLessThan(250);
  });

  it('takes in all curves, with a margin', () => {
    const range = valueRange(
      [[{ x: 1, y: 10 }], [{ x: 1, y: 30 }]],
      'full',
      { from: 0, to: 1 },
      0,
    )!;
    expect(range).toEqual({ min: 9, max: 31 });
  });

  it('stays as it is while values change a little', () => {
    const rangeOf = (low: number) =>
      valueRange(
        [
          [
            { x: 1, y: low },
            { x: 2, y: 180 },
          ],
        ],
        'full',
        { from: 0, to: 2 },
        0,
      );
    expect(rangeOf(120.3)).toEqual(rangeOf(120.4));
    expect(rangeOf(120.3)).toEqual({ min: 117, max: 183 });
  });

  it('keeps a log axis above zero', () => {
    const range = valueRange(
      [
        [
          { x: 0, y: 0 },
          { x: 1, y: 0.5 },
          { x: 2, y: 8 },
        ],
      ],
      'log',
      { from: 0, to: 2 },
      0,
    )!;
    expect(range).toEqual({ min: 0.5, max: 8 });
    expect(
      valueRange(
        [
          [
            { x: 0, y: 119.6 },
            { x: 1, y: 543 },
          ],
        ],
        'log',
        { from: 0, to: 1 },
        0,
      ),
    ).toEqual({
      min: 110,
      max: 550,
    });
  });

  it('gives one value room, and nothing no range', () => {
    const { min, max } = valueRange([[{ x: 0, y: 100 }]], 'fit', { from: 0, to: 1 }, 0)!;
    expect(min).toBeLessThan(100);
    expect(max).toBeGreaterThan(100);
    expect(valueRange([[]], 'fit', { from: 0, to: 1 }, 0)).toBeNull();
    expect(valueRange([[{ x: 0, y: NaN }]], 'full', { from: 0, to: 1 }, 0)).toBeNull();
  });
});

it.each([
  ['128', 128, '128'],
  ['-1,500', -1500, '-1,500'],
  ['200,000,000', 2e8, '2e8'],
  ['-1,500,000', -1.5e6, '-1.5e6'],
  ['', 3e9, ''],
])('writes %s beside the axis as %s: %s', (usual, value, text) => {
  expect(fitting(usual, value)).toBe(text);
});
