import { expect, test as base, _electron as electron } from '@playwright/test';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { keepOnFailure, startTrace } from './artifacts';
import { RunningApp } from './running-app';

export { expect };

export const repository = resolve(import.meta.dirname, '..');

export interface LaunchOptions {
  /** A data folder in place of the test's own. */
  readonly profile?: string;
  /** Folder with MNIST's files, in place of the real ones. */
  readonly mnist?: string;
  /** A sheet's file to open, as the desktop gives it. */
  readonly file?: string;
}

interface Fixtures {
  /** A folder of the test's own, removed after it. */
  readonly folder: string;
  /** The data folder that `launch` opens, in `folder`. */
  readonly profile: string;
  /**
   * Starts the workbench on `profile`; what still runs at the end of the test is ended. A test fails if
   * the page reported an error, or something against the Content-Security-Policy, that it did not take
   * out of `problems`.
   */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  // Playwright wants the first argument destructured, even where nothing is taken from it.
  folder: async ({}, use) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'cvae-workbench-e2e-')));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  profile: async ({ folder }, use) => {
    await use(join(folder, 'profile'));
  },

  launch: async ({ profile: own }, use, testInfo) => {
    const started: RunningApp[] = [];
    await use(async ({ mnist, file, profile = own } = {}) => {
      const app = await electron.launch({
        cwd: repository,
        args: [...launchArguments(profile), ...(file === undefined ? [] : [file])],
        env: { ...environment(), ...(mnist === undefined ? {} : { CVAE_WORKBENCH_MNIST: mnist }) },
      });
      app.context().setDefaultTimeout(testInfo.project.use.actionTimeout ?? 0);
      const running = new RunningApp(app, await startTrace(app));
      started.push(running);
      await running.opened();
      return running;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    for (const app of started) {
      await keepOnFailure(app, failed, testInfo);
      app.kill();
    }
    expect(started.flatMap(({ problems }) => problems)).toEqual([]);
  },
});

/** What the workbench is started with, in development, on a data folder. */
export function launchArguments(profile: string | null): string[] {
  return [...sandbox, repository, ...(profile === null ? [] : ['--profile', profile])];
}

/** Chromium refuses its sandbox to root, and only to root. */
export const sandbox: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Our own, but Electron is not to run as Node, as it does for the unit tests. */
export function environment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  return Object.fromEntries(
    Object.entries(inherited).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
