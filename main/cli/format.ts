import type { EpochMetrics } from '../../shared/metrics';
import { formatNats } from '../../shared/nats';

const whole = (value: number) => Math.round(value).toLocaleString('en');

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
