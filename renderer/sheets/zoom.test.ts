import { describe, expect, it } from 'vitest';
import { fittingStep, neighbourStep } from './zoom';

describe('fittingStep', () => {
  it('shows each digit’s pixel as a whole number of pixels, as large as fits', () => {
    const sheet = { width: 280 * 4, height: 280 * 4 };
    expect(fittingStep(sheet, 4, { width: 900, height: 900 }, 8)).toBe(3);
    expect(fittingStep(sheet, 4, { width: 900, height: 500 }, 8)).toBe(1);
    expect(fittingStep(sheet, 4, { width: 9000, height: 9000 }, 8)).toBe(8);
  });

  it('goes below one for what is larger than the room', () => {
    const sheet = { width: 2800, height: 2800 };
    expect(fittingStep(sheet, 1, { width: 800, height: 800 }, 8)).toBe(1 / 4);
    expect(fittingStep(sheet, 1, { width: 0, height: 0 }, 8)).toBe(1 / 32);
  });
});

describe('neighbourStep', () => {
  it('goes to the next step, and no further than the last', () => {
    expect(neighbourStep(1, 1)).toBe(2);
    expect(neighbourStep(1, -1)).toBe(1 / 2);
    expect(neighbourStep(32, 1)).toBe(32);
    expect(neighbourStep(1 / 32, -1)).toBe(1 / 32);
  });
});
