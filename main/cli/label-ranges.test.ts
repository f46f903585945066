import { expect, it } from 'vitest';
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
  expect(parseLabels(text)).toEqual(labels);
});

it.each(['', ',', '1,', 'a', '9-0', '1-', '-1', '1.5', '0-256', '1--2', '0x1'])(
  'refuses “%s”',
  (text) => {
    expect(thrownBy(() => parseLabels(text))).toMatchObject({ kind: 'invalid-input' });
  },
);
