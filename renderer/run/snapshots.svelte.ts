import type { RunId } from '../../shared/ids';
import type { Snapshot } from '../../shared/snapshots';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';

/** Epochs a second that can be played. */
export const playSpeeds = [1, 2, 5, 10, 20] as const;

/** Played unless another speed is chosen; the slower one where less motion is wanted. */
const usualSpeed = 5;
const calmSpeed = 1;

/** Snapshots kept at hand: 63 kB each. */
const keptSnapshots = 300;

/** A run's digits over the epochs, and which of them are shown: the newest until a person chooses. */
export class Snapshots {
  readonly #run: RunId;
  #epochs = $state.raw<readonly number[]>([]);
  #chosen = $state<number | null>(null);
  #loaded = $state.raw<Snapshot | null>(null);
  #timer = $state.raw<ReturnType<typeof setInterval> | null>(null);
  #speed = $state<number | null>(null);
  readonly #kept = new Map<number, Snapshot>();

  /** Epoch that is to be shown; null while there is none. */
  readonly epoch = $derived(this.#chosen ?? this.#epochs.at(-1) ?? null);
  /** Place of that epoch in `epochs`. */
  readonly index = $derived(this.epoch === null ? 0 : this.#epochs.indexOf(this.epoch));

  constructor(run: RunId) {
    this.#run = run;
  }

  /** Epochs that have a snapshot, ascending. */
  get epochs(): readonly number[] {
    return this.#epochs;
  }

  /** What is drawn: the epoch's, or the one before it for as long as that is being loaded. */
  get shown(): Snapshot | null {
    return this.#loaded;
  }

  get followsNewest(): boolean {
    return this.#chosen === null;
  }

  get playing(): boolean {
    return this.#timer !== null;
  }

  /** Epochs a second while they play. */
  get speed(): number {
    if (this.#speed !== null) return this.#speed;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    return calm ? calmSpeed : usualSpeed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#playNext(), 1000 / speed);
  }

  setEpochs(epochs: readonly number[]): void {
    for (const epoch of this.#kept.keys()) if (!epochs.includes(epoch)) this.#kept.delete(epoch);
    this.#epochs = epochs;
    if (this.#chosen !== null && !epochs.includes(this.#chosen)) this.#chosen = null;
    void this.#load();
  }

  addEpoch(epoch: number): void {
    const before = this.#epochs.filter((known) => known < epoch);
    this.#kept.delete(epoch);
    this.setEpochs([...before, epoch]);
  }

  /** Shows the epoch at a place; the last place follows the newest from then on. */
  showIndex(index: number): void {
    const last = this.#epochs.length - 1;
    const place = Math.min(Math.max(index, 0), last);
    this.#chosen = place === last ? null : (this.#epochs[place] ?? null);
    void this.#load();
  }

  /** Shows the epoch whose end is nearest to an x on an axis of epochs, of those that have a snapshot. */
  showAt(x: number): void {
    const distances = this.#epochs.map((epoch) => Math.abs(epoch - x));
    if (distances.length > 0) this.showIndex(distances.indexOf(Math.min(...distances)));
  }

  togglePlay(): void {
    if (this.playing) {
      this.stop();
      return;
    }
    if (this.#epochs.length < 2) return;
    if (this.index === this.#epochs.length - 1) this.showIndex(0);
    this.#timer = setInterval(() => this.#playNext(), 1000 / this.speed);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #playNext(): void {
    // An epoch that is still being loaded is waited for: none is skipped.
    if (this.#loaded?.epoch !== this.epoch) return;
    this.showIndex(this.index + 1);
    if (this.index === this.#epochs.length - 1) this.stop();
  }

  async #load(): Promise<void> {
    const { epoch } = this;
    if (epoch === null) {
      this.#loaded = null;
      return;
    }
    try {
      const snapshot = this.#kept.get(epoch) ?? (await this.#fetch(epoch));
      // Meanwhile another epoch may have been chosen.
      if (this.epoch === epoch) this.#loaded = snapshot;
    } catch (thrown) {
      this.stop();
      toasts.showError(thrown);
    }
  }

  async #fetch(epoch: number): Promise<Snapshot | null> {
    const snapshot = await call('runs.snapshot', { run: this.#run, epoch });
    if (snapshot === null) return null;
    this.#kept.set(epoch, snapshot);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > keptSnapshots && !oldest.done) this.#kept.delete(oldest.value);
    return snapshot;
  }
}
