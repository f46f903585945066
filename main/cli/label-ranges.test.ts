import { expect, it } from 'vitest';
import { numberedNames } from '../../shared/datasets';
import { parseLabels } from './label-ranges';
import { thrownBy } from './testing/thrown-by';

it.each([
  ['0-9', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['3,5,7', [3, 5, 7]],
  ['0-3,8', [0, 1, 2, 3, 8]],
  ['4, 4-5 ,0', [4, 4, 5, 0]],
  ['7', [7]],
  ['254-255', [254, 255]],
])('reads %s', (text, labels) => {
  expect(parseLabels(text, numberedNames(256))).toEqual(labels);
});

it('takes labels by their names, and passes over classes without images', () => {
  const tens = Array.from({ length: 10 }, (_, label) => String(10 * label));
  expect(parseLabels('0,20-40,90', tens)).toEqual([0, 2, 3, 4, 9]);
  expect(thrownBy(() => parseLabels('5', tens))).toMatchObject({
    issues: [{ message: '“5” is not a list of the labels that there are, such as 0-90 or 0,90.' }],
  });
  expect(parseLabels('1-3', [null, '1', null, '3'])).toEqual([1, 3]);
  expect(thrownBy(() => parseLabels('0', [null, '1']))).toMatchObject({ kind: 'invalid-input' });
});

it.each(['', ',', '1,', 'a', '9-0', '1-', '-1', '1.5', '0-256', '1--2', '0x1'])(
  'refuses “%s”',
  (text) => {
    expect(thrownBy(() => parseLabels(text, numberedNames(256)))).toMatchObject({
      kind: 'invalid-input',
    });
  },
);
