/** Digits that follow each other within this many milliseconds are one number. */
const pause = 1000;

/** Labels typed on the keyboard, digit by digit: of 26 classes, `1` is label 1, and `2` soon after it makes that 12. */
export class LabelTyping {
  #typed = '';
  #at = -Infinity;

  /** The label that the digit makes, at `now` in milliseconds; null when there is no such class. */
  type(digit: string, now: number, classes: number): number | null {
    const begun = now - this.#at < pause ? this.#typed : '';
    this.#at = now;
    this.#typed = [begun + digit, digit].find((text) => Number(text) < classes) ?? '';
    return this.#typed === '' ? null : Number(this.#typed);
  }
}
