import type { RunId } from '../../shared/ids';
import { isResumable } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { Stores } from '../storage/stores';
import type { RunAccess } from './run-access';
import type { RunQueue } from './run-queue';

export interface QueueEditsOptions {
  readonly stores: Stores;
  readonly access: RunAccess;
  readonly queue: RunQueue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a person does with the runs that wait: each change is stored as a whole or not at all. */
export class QueueEdits {
  readonly #options: QueueEditsOptions;

  constructor(options: QueueEditsOptions) {
    this.#options = options;
  }

  /** The run in training, the queued ones next first, and those that did not finish, newest first. */
  runs(): readonly RunSummary[] {
    const { stores, access, queue } = this.#options;
    const training = queue.training === null ? undefined : access.find(queue.training);
    return [
      ...(training === undefined ? [] : [training]),
      ...stores.runs.queued(),
      ...stores.runs.unfinished(),
    ];
  }

  /**
   * Puts those of the runs that are queued in front of another, in the order they have. Null is the end of
   * the queue. When `before` is not queued any more, as when it has begun, they come first.
   */
  move(runs: readonly RunId[], before: RunId | null): void {
    const { queue } = this.#options;
    const order = queue.order();
    const moving = new Set(runs);
    const moved = order.filter((run) => moving.has(run));
    const others = order.filter((run) => !moving.has(run));
    const place = before === null ? others.length : Math.max(0, others.indexOf(before));
    queue.reorder(others.toSpliced(place, 0, ...moved));
  }

  /**
   * Takes those of the runs that are queued out of the queue: into the trash when they never began, for
   * there is nothing in them to go on from; else they are paused.
   */
  remove(runs: readonly RunId[]): void {
    const { stores, access, queue, now } = this.#options;
    const removing = new Set(runs);
    const removed = queue.order().filter((run) => removing.has(run));
    stores.transaction(() => {
      for (const run of removed) {
        const hasBegun = (access.find(run)?.startedAt ?? null) !== null;
        access.setStatus(run, hasBegun ? 'paused' : 'stopped', null);
        if (!hasBegun) stores.runs.setDeleted(run, now());
      }
    });
    this.#tell(removed);
  }

  /**
   * Puts removed runs back to where they stood. Those that have begun since, or are gone, are left alone.
   *
   * @param order the queue before they were removed; what was queued later stays behind.
   */
  putBack(runs: readonly RunId[], order: readonly RunId[]): void {
    const { stores, queue } = this.#options;
    const back = this.#requeue(runs, () => true);
    const places = new Map(order.map((run, index) => [run, index]));
    const place = (run: RunId): number => places.get(run) ?? order.length;
    stores.queue.reorder(queue.order().toSorted((a, b) => place(a) - place(b)));
    this.#tell(back);
    queue.release();
  }

  /**
   * Puts runs that did not finish back at the end of the queue, to go on from their last checkpoints. Those
   * that are queued, in training, done or in the trash are left alone.
   */
  retry(runs: readonly RunId[]): void {
    this.#tell(this.#requeue(runs, ({ deletedAt }) => deletedAt === null));
    this.#options.queue.release();
  }

  /** Queues those of the runs that can be and that `admits`; out of the trash, if they are in it. */
  #requeue(runs: readonly RunId[], admits: (run: RunSummary) => boolean): readonly RunId[] {
    const { stores, access } = this.#options;
    return stores.transaction(() =>
      runs.filter((id) => {
        const run = access.find(id);
        if (run === undefined || !isResumable(run.status) || !admits(run)) return false;
        stores.runs.setDeleted(id, null);
        access.setStatus(id, 'queued', null);
        return true;
      }),
    );
  }

  #tell(runs: readonly RunId[]): void {
    this.#options.access.tell(runs);
    this.#options.queue.changed();
  }
}
