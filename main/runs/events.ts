import type { WorkbenchEvents } from '../../shared/ipc-contract';

/** Those of the workbench's events that tell of runs, and of what computes for them. */
export type RunEventMap = Pick<
  WorkbenchEvents,
  | 'runs-changed'
  | 'queue-changed'
  | 'run-progress'
  | 'epoch-finished'
  | 'runs-removed'
  | 'trash-progress'
  | 'measured'
  | 'evaluation-changed'
  | 'engine-silent'
>;
export type RunEventName = keyof RunEventMap;

type Listener<E extends RunEventName> = (payload: RunEventMap[E]) => void;

/** Tells whoever listens what happens to runs. */
export class RunEvents {
  readonly #listeners: { readonly [E in RunEventName]: Set<Listener<E>> } = {
    'runs-changed': new Set(),
    'queue-changed': new Set(),
    'run-progress': new Set(),
    'epoch-finished': new Set(),
    'runs-removed': new Set(),
    'trash-progress': new Set(),
    measured: new Set(),
    'evaluation-changed': new Set(),
    'engine-silent': new Set(),
  };

  /** Calls `listener` at each event; returns what ends that. */
  on<E extends RunEventName>(event: E, listener: Listener<E>): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  /** A listener that throws is reported as uncaught, and keeps nobody else from their work. */
  emit<E extends RunEventName>(event: E, payload: RunEventMap[E]): void {
    for (const listener of this.#listeners[event]) {
      try {
        listener(payload);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
