import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const neverTests = ['**/node_modules/**', 'build/**', 'dist/**', 'e2e/**'];

/** Started under Electron's own Node (scripts/test.mjs): the native addons are built for that and no other. */
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['**/*.test.ts'],
          exclude: [...neverTests, 'renderer/**'],
        },
      },
      {
        extends: true,
        plugins: [svelte()],
        // The build of Svelte that runs in a browser: the other one has no reactivity to test.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.ts'],
          exclude: neverTests,
        },
      },
    ],
  },
});
