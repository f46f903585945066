import { expect, it } from 'vitest';
import { splitName } from './split-name';

it('keeps the last parts of a name together', () => {
  expect(splitName('Reference CVAE · 6,000 images · β 2 · seed 3')).toEqual([
    'Reference CVAE · 6,000 images',
    ' · β 2 · seed 3',
  ]);
});

it('leaves a name of one part whole', () => {
  expect(splitName('First try')).toEqual(['First try', '']);
  expect(splitName('')).toEqual(['', '']);
  expect(splitName(' · ')).toEqual([' · ', '']);
});

it('does not keep an end that is long itself', () => {
  const name = `Reference CVAE · ${'x'.repeat(40)}`;
  expect(splitName(name)).toEqual([name, '']);
});
