import type { EpochMetrics } from '../../shared/metrics';
import { formatNats } from '../../shared/nats';

const whole = (value: number) => Math.round(value).toLocaleString('en');

/** E.g. `1 h 05 min`, `2 min 05 s`, `12 s`. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  return minutes > 0 ? `${minutes} min ${two(total % 60)} s` : `${total} s`;
}

/** The line that an epoch leaves. */
export function epochLine(metrics: EpochMetrics, epochs: number): string {
  const { epoch, trainLoss, testLoss, testReconstruction, testKl } = metrics;
  const number = `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
  return [
    `epoch ${number}`,
    `train ${formatNats(trainLoss)}`,
    `test ${formatNats(testLoss)} nats (reconstruction ${formatNats(testReconstruction)}, KL ${formatNats(testKl)})`,
    `${metrics.seconds.toFixed(1)} s`,
    `${whole(metrics.imagesPerSecond)} images/s`,
  ].join('   ');
}

/** A loss in nats an image, or a dash before there is one. */
export function loss(value: number | null): string {
  return value === null ? '-' : formatNats(value);
}

export { whole as wholeNumber };
