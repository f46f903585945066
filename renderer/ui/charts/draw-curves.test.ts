import { describe, expect, it } from 'vitest';
import { drawCurves, type DrawnCurve, type Plane } from './draw-curves';

/** A plane of 100 by 50 pixels, one unit a pixel, that writes down what is drawn. */
function plane() {
  const drawn: string[] = [];
  const note =
    (name: string) =>
    (...numbers: number[]) =>
      void drawn.push([name, ...numbers].join(' '));
  const context = Object.fromEntries(
    [
      'save',
      'beginPath',
      'rect',
      'clip',
      'lineTo',
      'moveTo',
      'arc',
      'stroke',
      'fill',
      'restore',
    ].map((name) => [name, note(name)]),
  ) as unknown as CanvasRenderingContext2D;
  const across = { left: 0, right: 100, getPixelForValue: (value: number) => value };
  const down = { top: 0, bottom: 50, getPixelForValue: (value: number) => 50 - value };
  return { drawn, on: { context, x: across, y: down } as Plane };
}

const curve = (look: DrawnCurve['look'], count: number): DrawnCurve => ({
  look,
  colour: 'rgb(0, 0, 0)',
  points: Array.from({ length: count }, (_, x) => ({ x, y: 10 })),
});

describe('drawCurves', () => {
  it('draws each point where the axes say, within the area between them', () => {
    const { drawn, on } = plane();
    drawCurves(on, [curve('line', 2)]);
    expect(drawn).toEqual([
      'save',
      'beginPath',
      'rect 0 -2.5 102.5 55',
      'clip',
      'beginPath',
      'lineTo 0 40',
      'lineTo 1 40',
      'stroke',
      'restore',
    ]);
  });

  it('marks points with dots while these stand apart', () => {
    const dots = (count: number) => {
      const { drawn, on } = plane();
      drawCurves(on, [curve('points', count)]);
      return drawn.filter((call) => call.startsWith('arc')).length;
    };
    expect(dots(12)).toBe(12);
    expect(dots(13)).toBe(0);
  });
});
