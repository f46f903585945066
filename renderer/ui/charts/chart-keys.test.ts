import { describe, expect, it } from 'vitest';
import { afterKey } from './chart-keys';

const whole = { from: 0, to: 100 };
const press = (key: string, cursor: number | null, zoom: { from: number; to: number } | null) =>
  afterKey(key, { cursor, zoom }, whole, 80);

describe('afterKey', () => {
  it('reads from the last value on, a hundredth of what is shown further each time', () => {
    expect(press('ArrowLeft', null, null)).toEqual({ cursor: 79, zoom: null });
    expect(press('PageUp', 79, null)).toEqual({ cursor: 89, zoom: null });
    expect(press('ArrowRight', 20, { from: 20, to: 30 })?.cursor).toBeCloseTo(20.1);
    expect(press('Home', 50, null)?.cursor).toBe(0);
    expect(press('ArrowRight', 100, null)?.cursor).toBe(100);
  });

  it('takes what is shown along with the cursor', () => {
    expect(press('PageUp', 30, { from: 20, to: 30 })).toEqual({
      cursor: 31,
      zoom: { from: 21, to: 31 },
    });
    expect(press('End', 30, { from: 20, to: 30 })).toEqual({
      cursor: 100,
      zoom: { from: 90, to: 100 },
    });
  });

  it('zooms around what is read, and back', () => {
    expect(press('+', 40, null)?.zoom).toEqual({ from: 20, to: 70 });
    expect(press('-', 40, { from: 20, to: 70 })?.zoom).toBeNull();
    expect(press('f', 40, { from: 20, to: 70 })).toEqual({ cursor: 40, zoom: null });
  });

  it('ends reading first, then zooming, then nothing', () => {
    const zoom = { from: 20, to: 30 };
    expect(press('Escape', 25, zoom)).toEqual({ cursor: null, zoom });
    expect(press('Escape', null, zoom)).toEqual({ cursor: null, zoom: null });
    expect(press('Escape', null, null)).toBeNull();
    expect(press('x', 25, zoom)).toBeNull();
  });
});
