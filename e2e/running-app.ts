import type { ElectronApplication, Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import type { Outcome } from '../shared/errors';
import type { ChannelInput, ChannelName, ChannelOutput, Workbench } from '../shared/ipc-contract';
import { Shell } from './pages/shell';

declare global {
  interface Window {
    readonly workbench: Workbench;
  }
}

/** A running workbench with its window. */
export class RunningApp {
  readonly electron: ElectronApplication;
  /** What main and its processes wrote so far. */
  readonly output: () => string;
  /** Errors that the page reported: whatever went to its console as such, and what it did not catch. */
  readonly problems: string[] = [];
  /** Playwright forgets it when it has ended. */
  readonly #process: ChildProcess;
  #page: Page | null = null;

  constructor(electron: ElectronApplication, output: () => string) {
    this.electron = electron;
    this.output = output;
    this.#process = electron.process();
    electron.context().on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    electron.context().on('weberror', (error) => this.problems.push(String(error.error())));
  }

  /** The page in the window. */
  get page(): Page {
    if (this.#page === null) throw new Error('The window has not opened.');
    return this.#page;
  }

  get shell(): Shell {
    return new Shell(this.page);
  }

  /** Electron's own. */
  get executable(): string {
    return this.#process.spawnfile;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get hasExited(): boolean {
    const { exitCode, signalCode } = this.#process;
    return exitCode !== null || signalCode !== null;
  }

  /** Resolves when the window is there. */
  async opened(): Promise<void> {
    this.#page = await this.electron.firstWindow();
    await this.shell.views.waitFor();
  }

  /** Asks main as the page does. Throws what main reports. */
  async invoke<C extends ChannelName>(
    channel: C,
    ...input: ChannelInput<C> extends undefined ? [] : [ChannelInput<C>]
  ): Promise<ChannelOutput<C>> {
    const outcome = await this.page.evaluate(
      ({ name, given }) =>
        (window.workbench.invoke as (name: string, given?: unknown) => Promise<Outcome<unknown>>)(
          name,
          given,
        ),
      { name: channel, given: input[0] },
    );
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value as ChannelOutput<C>;
  }

  /** Closes the window as its frame's button does. */
  async closeWindow(): Promise<void> {
    await this.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  }

  /** Closes the window and waits until the process has ended; returns its exit code. */
  async quit(): Promise<number | null> {
    const exited = this.exited();
    await this.closeWindow();
    return exited;
  }

  /** Resolves with the exit code when the process has ended. */
  exited(): Promise<number | null> {
    if (this.hasExited) return Promise.resolve(this.#process.exitCode);
    return new Promise((resolve) => this.#process.once('exit', resolve));
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  kill(): void {
    if (!this.hasExited) this.signal('SIGKILL');
  }
}
