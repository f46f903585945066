import { runNotesSchema } from '../../shared/ipc/runs';

/** Milliseconds without a key after which notes are stored. */
const pause = 600;

/** Notes while they are being written: stored after a pause, and when they are left. */
export class NotesDraft {
  readonly #store: (notes: string) => Promise<boolean>;
  #text = $state('');
  #stored = '';
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Why they cannot be stored as they are. */
  readonly problem = $derived(
    runNotesSchema.safeParse(this.#text).error?.issues[0]?.message ?? null,
  );

  /** `store` resolves to whether the notes are stored. */
  constructor(store: (notes: string) => Promise<boolean>) {
    this.#store = store;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** Takes over what is stored, unless something else is being written. */
  take(stored: string): void {
    if (this.#text === this.#stored) this.#text = stored;
    this.#stored = stored;
  }

  /** Stores what is not stored yet; whether all is stored now. What could not be stored stays in the field. */
  async flush(): Promise<boolean> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const text = this.#text;
    if (text === this.#stored) return true;
    if (this.problem !== null || !(await this.#store(text))) return false;
    this.#stored = text;
    return true;
  }
}
