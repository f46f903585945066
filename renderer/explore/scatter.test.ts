import { describe, expect, it } from 'vitest';
import { drawPoints } from './scatter';

const colours = [
  { red: 1, green: 2, blue: 3 },
  { red: 4, green: 5, blue: 6 },
];

describe('drawPoints', () => {
  it('puts each point in its place, upwards and to the right, in the colour of its label', () => {
    const picture = drawPoints({
      means: Float32Array.of(-3, 3, 9, 3, -3, 9),
      z: 3,
      labels: Uint8Array.of(0, 3),
      only: null,
      classes: 4,
      axes: { across: 0, up: 1 },
      reach: 3,
      colours,
      side: 12,
      dot: 2,
    });
    const drawn = [...picture.entries()].filter(([, colour]) => colour !== 0);
    expect(drawn.map(([at]) => at)).toEqual([0, 1, 12, 13, 130, 131, 142, 143]);
    expect([picture[0]!, picture[143]!]).toEqual([0xff030201, 0xff060504]);
  });

  it('draws a single dimension in lanes of a label each', () => {
    const picture = drawPoints({
      means: Float32Array.of(0, 0),
      z: 1,
      labels: Uint8Array.of(0, 3),
      only: null,
      classes: 4,
      axes: { across: 0, up: null },
      reach: 3,
      colours,
      side: 11,
      dot: 1,
    });
    const drawn = [...picture.keys()].filter((at) => picture[at] !== 0);
    expect(drawn.map((at) => at % 11)).toEqual([5, 5]);
    const rows = drawn.map((at) => Math.floor(at / 11));
    expect(rows[0]).toBeLessThan(11 / 4);
    expect(rows[1]).toBeGreaterThan((11 * 3) / 4 - 1);
  });

  it('draws a single label alone when asked to', () => {
    const picture = drawPoints({
      means: Float32Array.of(-3, -3, 3, 3),
      z: 2,
      labels: Uint8Array.of(0, 1),
      only: 1,
      classes: 2,
      axes: { across: 0, up: 1 },
      reach: 3,
      colours,
      side: 10,
      dot: 1,
    });
    const drawn = [...picture.entries()].filter(([, colour]) => colour !== 0);
    expect(drawn).toEqual([[9, 0xff060504]]);
  });
});
