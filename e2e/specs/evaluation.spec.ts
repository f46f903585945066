import { expect, test } from '../fixtures';
import { EvaluationPanel } from '../pages/evaluation-panel';
import { trained } from '../trainings';
import type { RunConfigInput } from '../../shared/run-config';

const bound = 'Importance-weighted bound';

test('a checkpoint is measured, cancelled half-way, and what was measured is kept', async ({
  launch,
}) => {
  const first = await launch();
  await trained(first, 'Measured');
  const run = await (await first.shell.openRuns()).open('Measured');
  const panel = new EvaluationPanel(first.page);
  await expect(run.fact('Measures', 'Active units')).toHaveText(/^\d of 2$/);
  await expect(run.fact('Measures', 'KL by dimension')).toHaveText(/^\d+\.\d\d, \d+\.\d\d$/);

  await panel.latents.selectOption({ label: '1 latent an image' });
  await panel.evaluate.click();
  await expect(panel.measure(bound)).toHaveText([
    /^\d+\.\d\d ± \d\.\d\d nats$/,
    /^1 latent an image/,
  ]);
  // The classifier is in training now.
  await expect(panel.progress).toHaveAccessibleName(/^Training the classifier/);
  await panel.cancel.click();
  await expect(panel.evaluate).toBeEnabled();

  const { measures } = await first.invoke('runs.get', { run: run.id });
  const [epoch] = (await first.invoke('runs.metrics', { run: run.id })).slice(-1);
  expect(measures.map(({ name, samples }) => [name, samples])).toEqual([['importance-bound', 1]]);
  expect(measures[0]!.value).toBeCloseTo(epoch!.testLoss, 0);
  expect(await first.quit()).toBe(0);

  const second = await launch();
  await (await second.shell.openRuns()).open('Measured');
  const again = new EvaluationPanel(second.page);
  await expect(again.measure(bound).first()).toContainText(measures[0]!.value.toFixed(2));
});

test('a model without labels says which measures are not for it', async ({ launch }) => {
  const app = await launch();
  const config: RunConfigInput = {
    conditioning: 'none',
    encoderSizes: [8],
    trainLimit: 200,
    epochs: 1,
  };
  const { id } = await app.invoke('runs.create', { name: 'Plain', config });
  await expect.poll(async () => (await app.invoke('runs.get', { run: id })).status).toBe('done');
  await (await app.shell.openRuns()).open('Plain');
  const panel = new EvaluationPanel(app.page);

  for (const label of ['Label agreement', 'Diversity within a label']) {
    await expect(panel.measure(label)).toHaveText('Not for this model: it is not told a label.');
  }
});
