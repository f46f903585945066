import type { ErrorReport } from './errors';

/**
 * A run's life. `paused`, `stopped`, `interrupted` and `failed` runs keep their last checkpoint and
 * can go on from it: they are put back into the queue. `done` is final.
 */
export const runStatuses = [
  'queued',
  'running',
  'paused',
  'stopped',
  'interrupted',
  'failed',
  'done',
] as const;

export type RunStatus = (typeof runStatuses)[number];

const transitions: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ['running', 'paused', 'stopped'],
  running: ['paused', 'stopped', 'interrupted', 'failed', 'done'],
  paused: ['queued', 'stopped'],
  stopped: ['queued'],
  interrupted: ['queued', 'stopped'],
  failed: ['queued', 'stopped'],
  done: [],
};

export function canBecome(from: RunStatus, to: RunStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether a run in this state can be put back into the queue and go on from its last checkpoint. */
export function isResumable(status: RunStatus): boolean {
  return canBecome(status, 'queued');
}

/**
 * Whether it would get further if it were queued again: a run that diverged does so again, to the last bit, and
 * one that was refused for what it is, is refused again.
 */
export function canGoFurther(run: {
  readonly status: RunStatus;
  readonly error: ErrorReport | null;
}): boolean {
  return isResumable(run.status) && !isFinal(run.error);
}

/** Whether a run in this state occupies the trainer or waits for it. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

function isFinal(error: ErrorReport | null): boolean {
  return error?.kind === 'diverged' || error?.kind === 'invalid-input';
}
