import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results',
  // Each test trains for real: two at once would only make both slower.
  workers: 1,
  // A test takes seconds; a machine that is busy with something else gets the rest.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: { actionTimeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
});
