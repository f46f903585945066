import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sandbox, type Programs } from '../processes';
import { peakBytes, processTree } from './memory';

/** The application with its window, watched over Chromium's own debugging port, which slows no start. */
export interface OpenWindow {
  readonly page: Page;
  /** From the start of the process to the first text or picture on the screen: seconds. */
  readonly firstPaint: number;
  /** To the largest one, which is the list or what stands for it: seconds. */
  readonly largestPaint: number;
  /** Bytes, by what Chromium calls the process. */
  readonly peakMemory: () => Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const startDeadline = 60_000;
/** Milliseconds that a connection may take. */
const connectDeadline = 15_000;
const connectAttempts = 3;
/** Milliseconds that a closed window has to put everything away. */
const closeDeadline = 10_000;
/** The largest paint is known when nothing larger came for this long: milliseconds. */
const settled = 1500;

/** Starts the application on a data folder. */
export async function openWindow(
  { electron, root }: Programs,
  profile: string,
): Promise<OpenWindow> {
  const started = Date.now();
  const child = spawn(
    electron,
    [...sandbox, '--remote-debugging-port=0', root, '--profile', profile],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), closeDeadline);
    await exited;
    clearTimeout(timer);
  };
  try {
    const browser = await connect(await debuggingAddress(child.stderr));
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    const { first, largest } = await paints(page);
    return {
      page,
      firstPaint: (first - started) / 1000,
      largestPaint: (largest - started) / 1000,
      peakMemory: () => memoryByKind(child.pid ?? 0),
      close: async () => {
        await browser.close();
        await close();
      },
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/**
 * Connects to a window. Now and then, on a busy machine, Playwright is connected and waits for ever for an answer of
 * a page that is just being loaded: another connection to the same window gets it.
 */
async function connect(address: string): Promise<Browser> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: connectDeadline });
    } catch (cause) {
      if (attempt < connectAttempts) continue;
      const found = (await isAnswering(address))
        ? 'Electron still answers, so Playwright is at fault'
        : 'Electron does not answer';
      throw new Error(
        `The window did not open: no connection in ${connectAttempts} attempts of ${connectDeadline / 1000} s. ${found}.`,
        { cause },
      );
    }
  }
}

async function isAnswering(address: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(connectDeadline);
    return (await fetch(`http://${new URL(address).host}/json/version`, { signal })).ok;
  } catch {
    return false;
  }
}

/** Chromium says on its standard error where it listens. */
async function debuggingAddress(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output, signal: AbortSignal.timeout(startDeadline) });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
    if (address === undefined) continue;
    // A pipe that nobody reads fills up, and stops who writes to it.
    output.resume();
    return address;
  }
  throw new Error(`The window did not open:\n${said.join('\n')}`);
}

/** Moments of the first and of the largest contentful paint: milliseconds since 1970. */
async function paints(page: Page): Promise<{ first: number; largest: number }> {
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
    null,
    { timeout: startDeadline },
  );
  return page.evaluate(
    (wait) =>
      new Promise((resolve) => {
        const [first] = performance.getEntriesByName('first-contentful-paint');
        let largest = first!.startTime;
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) largest = Math.max(largest, startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => {
          const { timeOrigin } = performance;
          resolve({ first: timeOrigin + first!.startTime, largest: timeOrigin + largest });
        }, wait);
      }),
    settled,
  );
}

function memoryByKind(root: number): Record<string, number> {
  const memory: Record<string, number> = {};
  for (const { pid, command } of processTree(root)) {
    const type = /--type=([\w-]+)/.exec(command)?.[1];
    const kind = type === undefined ? (pid === root ? 'main' : undefined) : type;
    if (kind === undefined || !(kind in kinds)) continue;
    const name = kinds[kind as keyof typeof kinds];
    memory[name] = Math.max(memory[name] ?? 0, peakBytes(pid));
  }
  return memory;
}

const kinds = { main: 'main', renderer: 'window', 'gpu-process': 'graphics' } as const;
