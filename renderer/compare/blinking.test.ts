import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blinking } from './blinking.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  blinking.stop();
  vi.useRealTimers();
});

describe('blinking', () => {
  it('shows one after the other until a hand stops it', () => {
    const first = blinking.showsSecond;
    blinking.start();
    vi.advanceTimersByTime(700);
    expect(blinking.showsSecond).toBe(!first);
    vi.advanceTimersByTime(700);
    expect(blinking.showsSecond).toBe(first);
    blinking.flip();
    expect(blinking.isRunning).toBe(false);
    vi.advanceTimersByTime(7000);
    expect(blinking.showsSecond).toBe(!first);
  });

  it('stays after a short press, and goes back after a long one', () => {
    const first = blinking.showsSecond;
    blinking.press(1000);
    blinking.press(1030);
    blinking.release(1100);
    expect(blinking.showsSecond).toBe(!first);
    blinking.press(2000);
    blinking.release(2900);
    expect(blinking.showsSecond).toBe(!first);
  });
});
