import { toErrorReport } from '../shared/errors';
import type { OpenedSheet } from '../shared/ipc/sheets';
import { call, on } from './api';
import { router } from './ui/router.svelte';
import { toasts } from './ui/toasts.svelte';

/** Larger files are no sheets. */
const mostBytes = 2 ** 28;

/** The sheet's file that was opened last: dropped on the window, chosen by the menu, or given from outside. */
class OpenedSheetState {
  #latest = $state.raw<OpenedSheet | null>(null);
  #share = $state<number | null>(null);

  /** Null before the first, and after it was dismissed. */
  get latest(): OpenedSheet | null {
    return this.#latest;
  }

  /** Of what is being made again, 0 to 1; null when nothing is. */
  get share(): number | null {
    return this.#share;
  }

  /** Opens files that come from outside; returns what ends that. */
  follow(): () => void {
    const take = () => void this.#open(() => call('sheets.verifyArrived'));
    const stops = [
      on('sheet-arrived', take),
      on('sheet-progress', ({ share }) => {
        if (this.#share !== null) this.#share = share;
      }),
    ];
    take();
    return () => stops.forEach((stop) => stop());
  }

  async choose(): Promise<void> {
    await this.#open(() => call('sheets.choose'));
  }

  async drop(file: File): Promise<void> {
    if (file.size > mostBytes) {
      toasts.show(`${file.name} is no sheet: it is larger than any.`);
      return;
    }
    await this.#open(async () =>
      call('sheets.verify', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
    );
  }

  async cancel(): Promise<void> {
    await call('sheets.cancel');
  }

  dismiss(): void {
    this.#latest = null;
  }

  async #open(read: () => Promise<OpenedSheet | null>): Promise<void> {
    if (this.#share !== null) return;
    this.#share = 0;
    try {
      const opened = await read();
      if (opened === null) return;
      this.#latest = opened;
      router.navigate('sheets');
    } catch (thrown) {
      if (toErrorReport(thrown).kind === 'cancelled') toasts.show(toErrorReport(thrown).message);
      else toasts.showError(thrown);
    } finally {
      this.#share = null;
    }
  }
}

export const openedSheet = new OpenedSheetState();
