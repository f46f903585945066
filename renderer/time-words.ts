import { formatDuration } from '../shared/durations';
import type { ExpectedTime } from '../shared/expected-time';
import type { RunProgress } from '../shared/run-progress';
import { formatCount } from './ui/format';

/** Steps to which an expected time is rounded, in seconds, below each length: more would be false precision. */
const roundings = [
  [60, 1],
  [600, 10],
  [3_600, 60],
  [36_000, 300],
  [Infinity, 3_600],
] as const;

/** An expected time span, e.g. `3 min 10 s`, `2 h 5 min`. */
export function roughDuration(seconds: number): string {
  const [, step] = roundings.find(([below]) => seconds < below) ?? [0, 3_600];
  return formatDuration(Math.max(1, Math.round(seconds / step) * step));
}

/** Speed of the run in training and the time that it still takes. Nothing while no step ends: neither is known then. */
export function paceWords({ imagesPerSecond, secondsLeft }: RunProgress): readonly string[] {
  if (imagesPerSecond === null) return [];
  return [
    `${formatCount(imagesPerSecond)} images/s`,
    secondsLeft === null ? 'estimating time left' : `${formatDuration(secondsLeft)} left`,
  ];
}

/** What the expectations rest on, for a person who wonders. */
export function basisWords(times: readonly ExpectedTime[]): string {
  return times.every(({ basis }) => basis === 'measured')
    ? 'as runs of the same network took on this machine'
    : 'scaled from runs of other networks on this machine';
}

/** Seconds of all together; null when one is not known. */
export function totalSeconds(times: readonly (ExpectedTime | null)[]): number | null {
  return times.reduce<number | null>(
    (sum, time) => (sum === null || time === null ? null : sum + time.seconds),
    0,
  );
}
