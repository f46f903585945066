import { _electron as electron } from '@playwright/test';
import { build } from 'esbuild';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { electronExecutable } from '../lib/electron.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { randomNumbers } from './random.mjs';

const callsOfRound = 500;
const runsStored = 50;
/** Calls between which the window gets a turn; milliseconds in which they must be answered. */
const callsAtOnce = 50;
const patience = 120_000;

/**
 * Calls main from the page of a real window by every channel of the contract, with inputs that are hostile, or are not and ask for what is
 * not there, and checks that each is answered or refused in few words and little time, and that the workbench ends as it should.
 * @param {import('../attack.mjs').Options} options
 * @returns {Promise<number>} how often something gave way
 */
export async function attack({ rounds, seed }) {
  const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-calls-'));
  const profile = join(folder, 'profile');
  const screen = await openScreen();
  let failures = 0;
  try {
    await fill(profile);
    const app = await electron.launch({
      cwd: root,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...[root, '--profile', profile],
      ],
      env: { .../** @type {Record<string, string>} */ (process.env), DISPLAY: screen.display },
    });
    const page = await app.firstWindow();
    page.on('pageerror', (error) => {
      failures++;
      console.log(`The page did not catch: ${error.message}`);
    });
    // Nobody is there to answer, and nothing is to be opened elsewhere.
    await app.evaluate(({ dialog, shell }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
      shell.showItemInFolder = () => undefined;
    });
    await page.evaluate(await bundled('shared/testing/hostile-calls.ts'));
    await page.evaluate(`
      globalThis.random = (${randomNumbers.toString()})(${seed});
      globalThis.invoke = (channel, input) => window.workbench.invoke(channel, input);
      invoke('queue.setPaused', { paused: true })
        .then(() => invoke('runs.list'))
        .then(({ value }) => (globalThis.ids = value.map(({ id }) => id)))`);
    for (let round = 1; round <= rounds; round++) {
      const problems = [];
      let [answered, refused] = [0, 0];
      for (let done = 0; done < callsOfRound; done += callsAtOnce) {
        const report = await callSome(page);
        if (report === null) return failures + 1;
        answered += report.answered;
        refused += report.refused;
        problems.push(...report.problems);
      }
      failures += problems.length;
      console.log(
        `${round}: ${answered} answered, ${refused} refused${problems.length > 0 ? ':' : ''}`,
      );
      for (const problem of problems) console.log(`  ${problem}`);
    }
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const code = await ended;
    if (code !== 0) failures++;
    console.log(`The workbench ended with ${code}.`);
  } finally {
    screen.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return failures;
}

/** @typedef {import('../../shared/testing/hostile-calls.ts').CallReport} CallReport */

/**
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<CallReport | null>} null when they were not answered in time
 */
async function callSome(page) {
  const waiting = new AbortController();
  /** @type {CallReport | null} */
  const report = await Promise.race([
    /** @type {Promise<CallReport>} */ (
      page.evaluate(`hostile.makeHostileCalls(invoke, { count: ${callsAtOnce}, ids, random })`)
    ),
    sleep(patience, null, { signal: waiting.signal }),
  ]);
  waiting.abort();
  if (report === null) console.log(`A call was not answered in ${patience / 1000} s.`);
  return report;
}

/** @param {string} entry @returns {Promise<string>} a script that a page can run */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [inRoot(entry)],
    bundle: true,
    format: 'iife',
    globalName: 'hostile',
    footer: { js: 'globalThis.hostile = hostile;' },
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** The display there is, or a virtual one. @returns {Promise<{ display: string, close: () => void }>} */
async function openScreen() {
  const { DISPLAY: present } = process.env;
  if (present) return { display: present, close: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = await once(server.stdout, 'data');
  return { display: `:${String(number).trim()}`, close: () => server.kill() };
}

/** Stores runs in a data folder. @param {string} profile */
async function fill(profile) {
  const program = inRoot('build/tests/fill.mjs');
  await build({
    entryPoints: [inRoot('main/storage/testing/fill.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    logLevel: 'error',
  });
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  await promisify(execFile)(electronExecutable, [program, profile, String(runsStored)], { env });
}
