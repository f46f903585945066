/** Moments, in milliseconds since 1970, as they are told everywhere: by the clock of 24 hours, the day before the month. */

const time = { hour: '2-digit', minute: '2-digit' } as const;
const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const clock = new Intl.DateTimeFormat('en-GB', time);
const weekdayClock = new Intl.DateTimeFormat('en-GB', { weekday: 'short', ...time });
const day = new Intl.DateTimeFormat('en-GB', date);
const dayClock = new Intl.DateTimeFormat('en-GB', { ...date, ...time });

/** E.g. `3 Dec 2026`. */
export const dayWords = (moment: number): string => day.format(moment);

/** E.g. `3 Dec 2026, 14:35`. */
export const momentWords = (moment: number): string => dayClock.format(moment);

const daysByName = 6 * 86_400_000;

/** A moment to come, e.g. `14:35`, `Sat 14:35`, `3 Dec 2026, 14:35`. */
export function clockWords(moment: number, now: number): string {
  if (new Date(moment).toDateString() === new Date(now).toDateString()) return clock.format(moment);
  return moment - now < daysByName
    ? weekdayClock.format(moment).replace(',', '')
    : momentWords(moment);
}
