import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal-distribution';

/** Published to ten digits (Wichura 1988, algorithm AS 241, and tables of the normal distribution). */
const known: readonly (readonly [number, number])[] = [
  [0.5, 0],
  [0.25, -0.6744897502],
  [0.975, 1.9599639845],
  [0.999, 3.0902323062],
  [0.001, -3.0902323062],
  [1e-10, -6.3613409024],
];

describe('normalQuantile', () => {
  it.each(known)('of %d is %d', (probability, x) => {
    expect(Math.abs(normalQuantile(probability) - x)).toBeLessThan(1e-8);
  });

  it('is infinite at the ends and nothing beyond them', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(1.1)).toBeNaN();
    expect(normalQuantile(-0.1)).toBeNaN();
  });

  it('rises without a break where the approximations meet', () => {
    const [below, above] = [normalQuantile(0.02425 - 1e-9), normalQuantile(0.02425 + 1e-9)];
    expect(above - below).toBeGreaterThan(0);
    expect(above - below).toBeLessThan(1e-7);
  });
});

describe('normalCdf', () => {
  it('takes quantiles back to their probability', () => {
    for (let i = 1; i < 400; i++) {
      expect(Math.abs(normalCdf(normalQuantile(i / 400)) - i / 400)).toBeLessThan(8e-8);
    }
  });
});
