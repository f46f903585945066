import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { Pace } from './pace';

function spend(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('does steps at once where they are known to be short', () => {
  const pace = new Pace();
  expect(pace.together(4, 100)).toBe(1);
  pace.timed(10_000, () => undefined);
  expect(pace.together(4, 100)).toBe(4);
  expect(pace.together(4, 4)).toBe(4);
  expect(pace.together(4, 3)).toBe(1);
  pace.timed(1, () => spend(30));
  expect(pace.together(4, 100)).toBe(1);
});

it('gives what the steps gave, and counts them in its speed', () => {
  const pace = new Pace();
  expect(pace.timed(4, () => 'losses')).toBe('losses');
  spend(20);
  const speed = pace.report();
  expect(speed).toBeGreaterThan(0);
  expect(speed).toBeLessThanOrEqual(4 / 0.02);
});
