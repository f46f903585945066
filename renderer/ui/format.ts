import { formatNats } from '../../shared/nats';

/** Nats an image, or a dash where there is no loss yet. */
export function formatLoss(nats: number | null): string {
  return nats === null ? '–' : formatNats(nats);
}

const groups = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A whole number with thousands apart, e.g. `18,342`. */
export function formatCount(count: number | null): string {
  return count === null ? '–' : groups.format(count);
}

/** How many of what, e.g. `1 run`, `10,000 runs`. */
export function formatCounted(count: number, what: string): string {
  return `${formatCount(count)} ${count === 1 ? what : `${what}s`}`;
}

/** A setting's number without needless zeros, e.g. `0.001`, `1e-7`. */
export function formatNumber(value: number): string {
  return String(value);
}

/** A time span in its two largest units, e.g. `45 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => whole >= size);
  if (first === -1) return '0 s';
  let rest = whole;
  return units
    .slice(first, first + 2)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? '' : `${count} ${unit}`;
    })
    .filter((part) => part !== '')
    .join(' ');
}

/** How long ago, in one unit, e.g. `just now`, `5 min ago`, `3 d ago`. Both in milliseconds since 1970. */
export function formatAge(then: number, now: number): string {
  const seconds = (now - then) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  if (seconds < 365 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`;
  return `${Math.floor(seconds / (365 * 86_400))} y ago`;
}

/** Bytes in decimal units, e.g. `4.9 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]!}`;
}
