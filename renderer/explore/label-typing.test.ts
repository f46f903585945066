import { describe, expect, it } from 'vitest';
import { LabelTyping } from './label-typing';

/** The label after each of the digits, `pause` milliseconds apart. */
function typed(digits: string, classes: number, pause: number): (number | null)[] {
  const typing = new LabelTyping();
  return Array.from(digits, (digit, i) => typing.type(digit, i * pause, classes));
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

  it('begins anew after a pause', () => {
    expect(typed('12', 26, 1500)).toEqual([1, 2]);
  });

  it('knows no label beyond the last class', () => {
    expect(typed('37', 3, 100)).toEqual([null, null]);
    expect(typed('31', 3, 100)).toEqual([null, 1]);
  });
});
