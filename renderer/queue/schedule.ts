import { expectedTime, type ExpectedTime, type MeasuredSpeeds } from '../../shared/expected-time';
import type { RunSummary } from '../../shared/runs';

/** What is expected of a queued run. */
export interface Expectation {
  /** Of the epochs that it has before it; null when nothing is known. */
  readonly time: ExpectedTime | null;
  /** Milliseconds since 1970; null when the queue stands still, or the time of a run before is not known. */
  readonly startsAt: number | null;
}

/**
 * When queued runs, next first, are expected to start.
 *
 * @param firstStart when the trainer is free, in milliseconds since 1970; null when no run will start.
 */
export function schedule(
  queued: readonly RunSummary[],
  speeds: MeasuredSpeeds,
  firstStart: number | null,
): readonly Expectation[] {
  let startsAt = firstStart;
  return queued.map(({ config, epochsDone }) => {
    const time = expectedTime(config, speeds, epochsDone);
    const expectation = { time, startsAt };
    startsAt = startsAt === null || time === null ? null : startsAt + 1000 * time.seconds;
    return expectation;
  });
}
