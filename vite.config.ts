import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The renderer. It is served by the app:// protocol under a policy that allows no inline code and no data: addresses. */
export default defineConfig({
  root: fromHere('renderer'),
  base: './',
  plugins: [svelte({ configFile: fromHere('svelte.config.js') })],
  build: {
    outDir: fromHere('build/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      // Small parts that several views share travel with one of them: each file is a request of its own.
      output: { experimentalMinChunkSize: 24_000 },
      onwarn: (warning, warn) => {
        // Zod's comments mention annotations that rollup then looks for in vain.
        if (warning.code !== 'INVALID_ANNOTATION') warn(warning);
      },
    },
  },
});
