import type { Scale } from 'chart.js';
import type { CurveLook } from './chart-series';
import type { Point } from './dense-series';

/** A curve, ready to be drawn. */
export interface DrawnCurve {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly look: CurveLook;
}

/** What of a chart is drawn on. */
export interface Plane {
  readonly context: CanvasRenderingContext2D;
  readonly x: Pick<Scale, 'getPixelForValue' | 'left' | 'right'>;
  readonly y: Pick<Scale, 'getPixelForValue' | 'top' | 'bottom'>;
}

const alphas: Readonly<Record<CurveLook, number>> = {
  trace: 0.24,
  before: 0.5,
  line: 1,
  points: 1,
};

/** In pixels. */
export const dotRadius = 2.5;
/** Pixels that each point needs for its dot to stand apart. */
const pixelsPerDot = 8;

/**
 * Draws curves into the area between the axes, the last one on top. Lines are hairlines: where there is
 * no GPU, Chromium strokes anything wider ten times as slowly.
 */
export function drawCurves({ context, x, y }: Plane, curves: readonly DrawnCurve[]): void {
  const width = x.right - x.left;
  context.save();
  context.beginPath();
  context.rect(x.left, y.top - dotRadius, width + dotRadius, y.bottom - y.top + 2 * dotRadius);
  context.clip();
  context.lineWidth = 1;
  for (const { points, colour, look } of curves) {
    context.globalAlpha = alphas[look];
    context.strokeStyle = colour;
    context.beginPath();
    for (const point of points) {
      context.lineTo(x.getPixelForValue(point.x), y.getPixelForValue(point.y));
    }
    context.stroke();
    if (look === 'points' && points.length * pixelsPerDot <= width) {
      context.fillStyle = colour;
      drawDots({ context, x, y }, points);
    }
  }
  context.restore();
}

function drawDots({ context, x, y }: Plane, points: readonly Point[]): void {
  context.beginPath();
  for (const point of points) {
    const [left, top] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
    context.moveTo(left + dotRadius, top);
    context.arc(left, top, dotRadius, 0, 2 * Math.PI);
  }
  context.fill();
}
