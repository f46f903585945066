/** How long each of two runs is shown while they blink. */
const blinkMilliseconds = 700;
/** A key that is down for longer is held: letting it go takes back what it did. */
const holdMilliseconds = 300;

/** Two runs in one place, one after the other. Nothing blinks by itself where less motion is wanted. */
class Blinking {
  #showsSecond = $state(false);
  #timer = $state.raw<ReturnType<typeof setInterval> | null>(null);
  #pressedAt: number | null = null;

  get showsSecond(): boolean {
    return this.#showsSecond;
  }

  get isRunning(): boolean {
    return this.#timer !== null;
  }

  /** Begins, unless less motion is wanted; returns what ends it. */
  follow(): () => void {
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!isCalm) this.start();
    return () => this.stop();
  }

  start(): void {
    this.stop();
    this.#timer = setInterval(() => {
      this.#showsSecond = !this.#showsSecond;
    }, blinkMilliseconds);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** By hand: shows the other one, and stays there. */
  flip(): void {
    this.stop();
    this.#showsSecond = !this.#showsSecond;
  }

  /** A key goes down at a time in milliseconds. */
  press(time: number): void {
    if (this.#pressedAt !== null) return;
    this.#pressedAt = time;
    this.flip();
  }

  release(time: number): void {
    const isHeld = this.#pressedAt !== null && time - this.#pressedAt > holdMilliseconds;
    this.#pressedAt = null;
    if (isHeld) this.flip();
  }
}

export const blinking = new Blinking();
