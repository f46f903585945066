import { describe, expect, it } from 'vitest';
import { numberedNames, type ClassNames } from '../../shared/datasets';
import { LabelTyping } from './label-typing';

/** The label after each of the digits, `pause` milliseconds apart. */
function typed(digits: string, classes: number | ClassNames, pause: number): (number | null)[] {
  const typing = new LabelTyping();
  const names = typeof classes === 'number' ? numberedNames(classes) : classes;
  return Array.from(digits, (digit, i) => typing.type(digit, i * pause, names));
}

describe('LabelTyping', () => {
  it('takes each digit alone where there are ten classes', () => {
    expect(typed('174', 10, 100)).toEqual([1, 7, 4]);
  });

  it('makes digits in quick succession one number, as far as there is such a class', () => {
    expect(typed('12', 26, 100)).toEqual([1, 12]);
    expect(typed('129', 26, 100)).toEqual([1, 12, 9]);
    expect(typed('255', 256, 100)).toEqual([2, 25, 255]);
    expect(typed('2560', 256, 100)).toEqual([2, 25, 6, 60]);
  });

  it('finds labels that begin with 1 or have gaps by their names', () => {
    const letters = Array.from({ length: 26 }, (_, label) => String(label + 1));
    expect(typed('120', letters, 100)).toEqual([0, 11, null]);
    const tens = Array.from({ length: 10 }, (_, label) => String(10 * label));
    expect(typed('3040', tens, 100)).toEqual([null, 3, null, 4]);
    expect(typed('01', [null, '1'], 100)).toEqual([null, 1]);
  });

  it('begins anew after a pause', () => {
    expect(typed('12', 26, 1500)).toEqual([1, 2]);
  });

  it('knows no label beyond the last class', () => {
    expect(typed('37', 3, 100)).toEqual([null, null]);
    expect(typed('31', 3, 100)).toEqual([null, 1]);
  });
});
