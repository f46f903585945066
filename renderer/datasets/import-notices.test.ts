import { expect, it } from 'vitest';
import { numberedNames } from '../../shared/datasets';
import { classNotices } from './import-notices';

it('says which classes only one part of a dataset has', () => {
  const names = ['0', '7', '255'];
  expect(classNotices({ trainCounts: [3, 0, 1], testCounts: [1, 2, 0] }, names)).toEqual([
    'No training images of class 7: models cannot learn it.',
    'No test images of class 255: measures leave it out.',
  ]);
  expect(classNotices({ trainCounts: [3, 1, 1], testCounts: [1, 2, 1] }, names)).toEqual([]);
});

it('names a few of many', () => {
  const counts = { trainCounts: Array<number>(26).fill(1), testCounts: Array<number>(26).fill(0) };
  expect(classNotices(counts, numberedNames(26))).toEqual([
    'No test images of classes 0, 1, 2, 3, 4, 5, 6, 7 and 18 more: measures leave them out.',
  ]);
});
