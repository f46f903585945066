import { describe, expect, it } from 'vitest';
import { pixelCount } from '../../shared/images';
import { imagesByLabel, imagesOfAll } from './chosen-images';

/** 30 images of the labels 0, 1, 2 in turn; each is its number everywhere. */
const testSet = {
  labels: Uint8Array.from({ length: 30 }, (_, i) => i % 3),
  images: Uint8Array.from({ length: 30 * pixelCount }, (_, i) => Math.floor(i / pixelCount)),
  total: 30,
};

describe('imagesByLabel', () => {
  it('draws different images of each label, a row a label', () => {
    const chosen = imagesByLabel(testSet, [2, 0, 9], 4, 1);
    expect([chosen.rows, chosen.columns]).toEqual([2, 4]);
    expect([...chosen.labels]).toEqual([2, 2, 2, 2, 0, 0, 0, 0]);
    expect(new Set(chosen.numbers).size).toBe(8);
    chosen.numbers.forEach((number, i) => {
      expect(chosen.pixels[i * pixelCount]).toBe(number);
      expect(chosen.labels[i]).toBe(number % 3);
    });
  });

  it('draws the same again by the same seed, whatever other labels are shown', () => {
    const [alone, among] = [
      imagesByLabel(testSet, [1], 5, 3),
      imagesByLabel(testSet, [0, 1], 5, 3),
    ];
    expect(among.numbers.slice(5)).toEqual(alone.numbers);
    expect(imagesByLabel(testSet, [1], 5, 4).numbers).not.toEqual(alone.numbers);
  });

  it('shows images again where there are too few', () => {
    const { numbers } = imagesByLabel(testSet, [1], 12, 3);
    expect(numbers).toHaveLength(12);
    expect(new Set(numbers).size).toBe(10);
  });
});

describe('imagesOfAll', () => {
  it('draws different images of any label', () => {
    const chosen = imagesOfAll(testSet, 3, 5, 1);
    expect([chosen.rows, chosen.columns]).toEqual([3, 5]);
    expect(new Set(chosen.numbers).size).toBe(15);
    expect(new Set(chosen.labels).size).toBe(3);
  });
});
