import { expect, it } from 'vitest';
import { grayLevels, intensities } from './gray-levels';

it('rounds to the nearest level', () => {
  const halfway = 0.5 / 255;
  expect([...grayLevels(Float32Array.of(0, halfway * 0.99, halfway * 1.01, 0.5, 1))]).toEqual([
    0, 0, 1, 128, 255,
  ]);
});

it('rounds as Math.round does, whatever the intensity', () => {
  const values = Float32Array.from({ length: 100_000 }, (_, i) => i / 99_999);
  expect(grayLevels(values)).toEqual(Uint8Array.from(values, (x) => Math.round(x * 255)));
});

it('takes every level there and back', () => {
  const levels = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(grayLevels(intensities(levels))).toEqual(levels);
});
