import { expect, it } from 'vitest';
import { pointCurve } from './chart-series';
import { describeCurves } from './describe-curves';

const style = { label: 'Test', colour: '--accent', look: 'points' } as const;
const curve = pointCurve(style, [
  { x: 1, y: 150 },
  { x: 2, y: 120 },
  { x: 3, y: 130 },
]);
const epoch = (x: number) => `epoch ${x}`;

it('tells where a curve begins and ends, and its extremes', () => {
  expect(describeCurves([curve], { from: 0, to: 3 }, epoch, String)).toBe(
    'From epoch 0 to epoch 3. Test: from 150 to 130, lowest 120 at epoch 2, highest 150 at epoch 1.',
  );
});

it('tells of what is shown only, and when that is nothing', () => {
  expect(describeCurves([curve], { from: 1.5, to: 2.5 }, epoch, String)).toContain(
    'from 120 to 120',
  );
  expect(describeCurves([pointCurve(style, [])], { from: 0, to: 1 }, epoch, String)).toBe(
    'No values yet.',
  );
});
