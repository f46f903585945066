import { toErrorReport, type ErrorReport } from '../../shared/errors';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action: ToastAction | null;
  /** Set when it tells of an error; then it stays until it is dismissed. */
  readonly error: ErrorReport | null;
}

const shownMilliseconds = 10_000;

class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #nextId = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  /** Says something that is done, with an action such as Undo. It goes by itself after ten seconds. */
  show(message: string, action: ToastAction | null = null): void {
    const id = this.#add({ message, action, error: null });
    this.#startTimer(id);
  }

  /** Tells of anything thrown. */
  showError(thrown: unknown): void {
    const error = toErrorReport(thrown);
    this.#add({ message: error.message, action: null, error });
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  act(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }

  /** Carries out the action of the newest toast that has one; false when there is none. */
  actOnNewest(): boolean {
    const newest = this.#list.findLast((toast) => toast.action !== null);
    if (newest === undefined) return false;
    this.act(newest);
    return true;
  }

  /** Keeps all toasts while the pointer or the focus is on them. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  release(): void {
    for (const toast of this.#list) if (toast.error === null) this.#startTimer(toast.id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    this.#list = [...this.#list, { ...toast, id }];
    return id;
  }

  #startTimer(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), shownMilliseconds),
    );
  }
}

export const toasts = new Toasts();
