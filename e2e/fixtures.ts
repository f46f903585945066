import {
  test as base,
  _electron as electron,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export { expect } from '@playwright/test';

export const repository = resolve(import.meta.dirname, '..');

export interface LaunchOptions {
  /** Folder with MNIST's files, in place of the real ones. */
  readonly mnist?: string;
}

/** A running workbench and its window. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly window: Page;
}

interface Fixtures {
  /** A profile folder of the test's own, removed after it. */
  readonly profile: string;
  /** Starts the workbench on `profile`; what still runs at the end of the test is ended. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  // Playwright wants the first argument destructured, even where nothing is taken from it.
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  launch: async ({ profile }, use, testInfo) => {
    const started: ElectronApplication[] = [];
    await use(async ({ mnist } = {}) => {
      const app = await electron.launch({
        cwd: repository,
        args: [
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          repository,
          '--profile',
          profile,
        ],
        env: environment(mnist),
      });
      started.push(app);
      await app.context().tracing.start({ screenshots: true, snapshots: true });
      return { electron: app, window: await app.firstWindow() };
    });
    for (const [index, app] of started.entries()) {
      await keepOnFailure(app, testInfo.status !== testInfo.expectedStatus, (name) =>
        testInfo.outputPath(`${index}-${name}`),
      );
      app.process().kill('SIGKILL');
    }
  },
});

/** Playwright cannot start an Electron that was told to run as Node. */
function environment(mnist: string | undefined): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const kept = Object.entries(inherited).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return {
    ...Object.fromEntries(kept),
    ...(mnist === undefined ? {} : { CVAE_WORKBENCH_MNIST: mnist }),
  };
}

async function keepOnFailure(
  app: ElectronApplication,
  failed: boolean,
  path: (name: string) => string,
): Promise<void> {
  const window = app.windows()[0];
  if (app.process().exitCode !== null || window === undefined) return;
  try {
    if (failed) await window.screenshot({ path: path('window.png') });
    await app.context().tracing.stop(failed ? { path: path('trace.zip') } : {});
  } catch {
    // The window closed in the meantime; there is nothing left to record.
  }
}
