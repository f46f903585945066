import type { ExpectedTime } from '../shared/expected-time';
import { formatDuration } from './ui/format';

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

const dayMilliseconds = 86_400_000;
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const clock = new Intl.DateTimeFormat('en', time);
const weekdayClock = new Intl.DateTimeFormat('en', { weekday: 'short', ...time });
const dateClock = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', ...time });

/** A moment to come, e.g. `14:35`, `Sat 14:35`, `Dec 3, 14:35`. Both in milliseconds since 1970. */
export function clockWords(moment: number, now: number): string {
  if (new Date(moment).toDateString() === new Date(now).toDateString()) return clock.format(moment);
  return (moment - now < 6 * dayMilliseconds ? weekdayClock : dateClock).format(moment);
}
