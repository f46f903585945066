/**
 * Called between chunks of some 10 ms with the share done so far, 0 to 1: tells of it, and lets other
 * requests have their turn. Rejects when the work is to be given up.
 */
export type Pause = (share: number) => Promise<void>;
