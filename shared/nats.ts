/** From here on digits say less than their number: losses of a training that runs away. */
const hugeNats = 1e6;

/** Nats, as all of the workbench writes them: two decimals, e.g. `128.03`; `8.64e12` where they run away. */
export function formatNats(nats: number): string {
  if (!Number.isFinite(nats)) return String(nats);
  return Math.abs(nats) < hugeNats ? nats.toFixed(2) : nats.toExponential(2).replace('+', '');
}
