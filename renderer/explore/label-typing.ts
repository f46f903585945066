import type { ClassNames } from '../../shared/datasets';

/** Digits that follow each other within this many milliseconds are one number. */
const pause = 1000;

/** Labels typed on the keyboard, digit by digit: of 1 to 26, `1` is label 1, and `2` soon after it makes that 12. */
export class LabelTyping {
  #typed = '';
  #at = -Infinity;

  /** The class whose name the digit makes, at `now` in milliseconds; null when there is none, or none yet. */
  type(digit: string, now: number, names: ClassNames): number | null {
    const begun = now - this.#at < pause ? this.#typed : '';
    this.#at = now;
    this.#typed =
      [begun + digit, digit].find((text) => names.some((name) => name?.startsWith(text))) ?? '';
    const label = names.indexOf(this.#typed);
    return label === -1 ? null : label;
  }
}
