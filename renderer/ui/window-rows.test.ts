import { describe, expect, it } from 'vitest';
import { rowsInSight, scrollTopFor } from './window-rows';

describe('rows in sight', () => {
  it('covers the view and the spare rows on both sides', () => {
    expect(rowsInSight(3200, 320, 32, 10_000, 5)).toEqual({ from: 95, to: 115 });
  });

  it('stays within the list', () => {
    expect(rowsInSight(0, 320, 32, 4)).toEqual({ from: 0, to: 4 });
    expect(rowsInSight(0, 320, 32, 0)).toEqual({ from: 0, to: 0 });
    expect(rowsInSight(319_700, 320, 32, 10_000, 0)).toEqual({ from: 9990, to: 10_000 });
  });

  it('shows the end of a list that became shorter than where it was scrolled to', () => {
    expect(rowsInSight(320_000, 320, 32, 10)).toEqual({ from: 9, to: 10 });
  });
});

describe('scrolling to a row', () => {
  it('does nothing when it is in sight', () => expect(scrollTopFor(12, 320, 320, 32)).toBe(320));
  it('scrolls up to its top', () => expect(scrollTopFor(3, 320, 320, 32)).toBe(96));
  it('scrolls down to its bottom', () => expect(scrollTopFor(20, 320, 320, 32)).toBe(352));
});
