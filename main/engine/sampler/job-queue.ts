import type { Job } from './job';

/** A job and whom it is done for. */
export interface Queued<Client> {
  readonly client: Client;
  readonly job: Job;
}

/** Jobs take turns; within a client's lane, only the newest of those that have not begun is kept. */
export class JobQueue<Client> {
  #jobs: Queued<Client>[] = [];

  [Symbol.iterator](): Iterator<Queued<Client>> {
    return this.#jobs.values();
  }

  /** Adds a job as the last to have its turn. Returns those that it supersedes. */
  add(client: Client, job: Job): Queued<Client>[] {
    const superseded = this.remove(
      (other) =>
        job.lane !== undefined
        && other.client === client
        && other.job.lane === job.lane
        && !other.job.hasBegun,
    );
    this.#jobs.push({ client, job });
    return superseded;
  }

  /** The next one that is ready; it becomes the last to have its turn again. */
  next(isReady: (job: Job) => boolean): Queued<Client> | undefined {
    const index = this.#jobs.findIndex(({ job }) => isReady(job));
    if (index === -1) return undefined;
    const [queued] = this.#jobs.splice(index, 1);
    if (queued !== undefined) this.#jobs.push(queued);
    return queued;
  }

  /** Takes out, and returns, all that match. */
  remove(matches: (queued: Queued<Client>) => boolean): Queued<Client>[] {
    const removed: Queued<Client>[] = [];
    const kept: Queued<Client>[] = [];
    for (const queued of this.#jobs) (matches(queued) ? removed : kept).push(queued);
    this.#jobs = kept;
    return removed;
  }
}
