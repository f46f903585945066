import { runConfigSchema } from '../../../shared/run-config';
import { isActive } from '../../../shared/run-status';
import type { Page } from './page';

/** A slice that trains in seconds, and after which digits can be told from noise. */
const config = runConfigSchema.parse({ trainLimit: 2000, epochs: 2 });

/** Nats an image. A decoder that has learned nothing draws gray, at 784 ln 2 = 543. */
const learned = 300;

const trainingSeconds = 180;
const drawingSeconds = 10;

/** Trains on a slice of MNIST, with the run's view open, and checks what was stored. */
export async function train(page: Page) {
  const { id } = await page.call('runs.create', { name: 'Self-test', config });
  await page.evaluate(`location.hash = '#/run/${id}'`);
  await page.waitUntil(
    async () => !isActive((await page.call('runs.get', { run: id })).status),
    'end of the training',
    trainingSeconds,
  );
  const run = await page.call('runs.get', { run: id });
  const metrics = await page.call('runs.metrics', { run: id });
  const testLoss = metrics.at(-1)?.testLoss ?? NaN;
  if (run.status !== 'done' || metrics.length !== config.epochs || !(testLoss < learned)) {
    const reason = run.error?.message ?? `${metrics.length} epochs, test loss ${testLoss}`;
    throw new Error(`The run is ${run.status}: ${reason}`);
  }
  await page.waitUntil(
    () => page.evaluate(`document.querySelector('main [role="img"] canvas') !== null`),
    'digits in the view of the run',
    drawingSeconds,
  );
  return {
    run: id,
    epochs: metrics.length,
    testLoss,
    imagesPerSecond: Math.round(run.imagesPerSecond ?? 0),
    checkpoints: run.checkpoints.length,
    tensorflow: run.engine?.tensorflow ?? '',
  };
}
