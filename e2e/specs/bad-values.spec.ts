import { expect, test } from '../fixtures';

test('a value that cannot be is told beside its field, and nothing is created', async ({
  launch,
}) => {
  const { page, shell } = await launch();
  const newRun = await shell.openNewRun();
  const wrong = {
    'Encoder layers': ['1000000000', /must be 1 to 8 whole numbers from 1 to 4,096/],
    'Latent dimensions': ['', /must be a whole number from 1 to 256/],
    Epochs: ['0', /must be a whole number from 1 to 10,000/],
    'Batch size': ['1.5', /must be a whole number from 1 to 10,000/],
    'Learning rate': ['NaN', /must be a number above 0, at most 1/],
    Seed: ['-1', /must be a whole number from 0/],
    'KL warm-up': ['1e99', /must be a whole number from 0/],
  } as const;
  for (const [label, [value, message]] of Object.entries(wrong)) {
    await newRun.fill({ [label]: value });
    await expect(newRun.field(label)).toHaveAccessibleDescription(message);
    await expect(newRun.field(label)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(message).last()).toBeVisible();
  }
  // The decoder mirrors the encoder, and is wrong with it.
  await expect(newRun.summary).toHaveText('8 fields need another value.');

  await newRun.startButton.click();
  await expect(newRun.field('Encoder layers')).toBeFocused();
  await newRun.fill({ 'Encoder layers': '32' });
  await page.keyboard.press('Control+Enter');
  await expect(newRun.field('Latent dimensions')).toBeFocused();

  await newRun.fill({
    'Latent dimensions': '2',
    Epochs: '1',
    'Batch size': '100',
    'Learning rate': '1e-3',
    Seed: '1',
  });
  await page.getByText('Advanced').click();
  await expect(newRun.field('KL warm-up')).toBeHidden();
  await newRun.startButton.click();
  await expect(newRun.field('KL warm-up')).toBeFocused();

  await newRun.fill({ 'KL warm-up': '0', Beta: '1; much; 4' });
  await expect(newRun.field('Beta')).toHaveAccessibleDescription(
    '“much”: Beta must be a number from 0 to 1000.',
  );
  await newRun.fill({ Beta: '1', Seed: '1..2000', Epochs: '1' });
  await expect(newRun.field('Seed')).toHaveAccessibleDescription(
    /a sweep makes at most 1,000 runs/,
  );

  const runs = await shell.openRuns();
  await expect(runs.emptyState).toBeVisible();
});
