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

/** A setting's number without needless zeros, e.g. `0.001`, `1e-7`. */
export function formatNumber(value: number): string {
  return String(value);
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
