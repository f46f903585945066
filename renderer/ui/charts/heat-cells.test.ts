import { describe, expect, it } from 'vitest';
import { heatPicture, roundMost, type HeatValues } from './heat-cells';

const black = { red: 0, green: 0, blue: 0 };
const white = { red: 255, green: 255, blue: 255 };
const valuesOf = (rows: readonly (readonly number[])[]): HeatValues => ({
  rows: rows.length,
  columns: rows[0]!.length,
  at: (row, column) => rows[row]![column]!,
});
const levels = (rows: readonly (readonly number[])[], most: number, width: number) => {
  const { pixels } = heatPicture(valuesOf(rows), most, width, { none: black, most: white });
  return Array.from(pixels, (pixel) => (pixel === 0 ? null : pixel & 0xff));
};

describe('heatPicture', () => {
  it('goes from one colour to the other, row by row', () => {
    expect(
      levels(
        [
          [0, 1],
          [2, 5],
        ],
        2,
        100,
      ),
    ).toEqual([0, 128, 255, 255]);
  });

  it('shows the mean of columns that share a pixel, and nothing where there is no value', () => {
    expect(levels([[0, 2, 2, 2, NaN, NaN]], 2, 3)).toEqual([128, 255, null]);
    expect(levels([[0, NaN]], 2, 1)).toEqual([0]);
    expect(levels([[0, 0]], 0, 2)).toEqual([0, 0]);
  });
});

describe('roundMost', () => {
  it('rounds up to two digits', () => {
    expect([[3.14159], [0.0412], [4], [0.3], [], [NaN, -1]].map(roundMost)).toEqual([
      3.2, 0.042, 4, 0.3, 0, 0,
    ]);
  });
});
