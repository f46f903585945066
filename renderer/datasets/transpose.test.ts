import { expect, it } from 'vitest';
import { imageSide, pixelCount } from '../../shared/images';
import { transposed } from './transpose';

it('exchanges rows and columns of each image', () => {
  const images = new Uint8Array(2 * pixelCount);
  images[3 * imageSide + 5] = 1;
  images[pixelCount + 27 * imageSide] = 2;
  const result = transposed(images);
  expect(result[5 * imageSide + 3]).toBe(1);
  expect(result[pixelCount + 27]).toBe(2);
  expect(transposed(result)).toEqual(images);
});
