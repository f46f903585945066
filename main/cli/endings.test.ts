import Sqlite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cvae, type CvaeEvent } from './testing/cvae-process';
import { allGone, factsOf, processTree, type ProcessFacts } from './testing/process-tree';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
const begun: Training[] = [];
// A test that fails must not leave anything behind.
afterEach(() => begun.splice(0).forEach((training) => training.kill()));
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-endings-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A training, started by npm as a person does it, in a process group of its own and away from any terminal. */
class Training {
  readonly profile: string;
  stdout = '';
  stderr = '';
  readonly #child;
  readonly ended: Promise<number | null>;
  #tree: readonly ProcessFacts[] = [];

  constructor(name: string) {
    this.profile = join(folder, name);
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const tiny = ['--set', 'encoderSizes=32', '--set', 'decoderSizes=32', '--train-limit', '2000'];
    const args = ['train', ...tiny, '--epochs', '9000', '--json', '--profile', this.profile];
    this.#child = spawn('npm', ['run', '--silent', 'cvae', '--', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
  }

  static async begun(name: string): Promise<Training> {
    const training = new Training(name);
    begun.push(training);
    await training.printed(/"epoch":2,/);
    training.#tree = processTree(training.#child.pid!);
    return training;
  }

  async printed(what: RegExp): Promise<void> {
    while (!what.test(this.stdout)) {
      if (this.#child.exitCode !== null) throw new Error(this.stderr);
      await sleep(50);
    }
  }

  get events(): readonly CvaeEvent[] {
    return this.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CvaeEvent);
  }

  /** As it is stored. */
  get run(): unknown {
    const database = new Sqlite(join(this.profile, 'workbench.sqlite'), { readonly: true });
    try {
      return database.prepare('SELECT status, error FROM runs').get();
    } finally {
      database.close();
    }
  }

  /** The ids of those processes whose command matches. */
  ids(command: RegExp): readonly number[] {
    return this.#tree.filter((each) => command.test(each.command)).map(({ pid }) => pid);
  }

  get states(): ReadonlySet<string | undefined> {
    return new Set(this.#tree.map(({ pid }) => factsOf(pid)?.state));
  }

  signalAll(signal: NodeJS.Signals): void {
    for (const { pid } of this.#tree) process.kill(pid, signal);
  }

  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.#child.pid!, signal);
  }

  kill(): void {
    for (const { pid } of this.#tree) if (factsOf(pid) !== null) process.kill(pid, 'SIGKILL');
  }

  gone(): Promise<void> {
    return allGone(this.#tree);
  }
}

const [npm, script] = [/^npm/, /^node .*cvae\.mjs/];
const main = /^\S*electron (?!--type)/;
const trainer = /node\.mojom\.NodeService/;
const paused = { status: 'paused', error: null };

describe('a training from the terminal', { timeout: 120_000 }, () => {
  it('is paused by SIGTERM to all of its processes at once', async () => {
    const training = await Training.begun('terminated');
    training.signalAll('SIGTERM');

    expect(await training.ended).toBe(130);
    expect(training.events.at(-1)).toMatchObject({ event: 'ended', status: 'paused' });
    expect(training.stderr).toMatch(/the state at this step is stored\. Go on with: .* resume /);
    expect(training.run).toEqual(paused);
    await training.gone();
  });

  it.each([
    ['npm', npm],
    ['the script', script],
  ])('is paused when %s that started it is killed', async (name, command) => {
    const training = await Training.begun(name.replace(' ', '-'));
    const [killed, ...others] = training.ids(command);
    expect(others).toEqual([]);
    process.kill(killed!, 'SIGKILL');
    await training.gone();

    expect(training.events.at(-1)).toMatchObject({ event: 'ended', status: 'paused' });
    expect(training.run).toEqual(paused);
  });

  it('leaves nothing behind when main is killed', async () => {
    const training = await Training.begun('main');
    for (const pid of training.ids(main)) process.kill(pid, 'SIGKILL');
    await training.gone();

    const { stdout } = await cvae('runs', '--json', '--profile', training.profile);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'interrupted' });
  });

  it('is suspended as a whole, goes on, and outlives a terminal that it does not use', async () => {
    const training = await Training.begun('suspended');
    training.signalGroup('SIGSTOP');
    await expect.poll(() => [...training.states]).toEqual(['T']);
    const { length } = training.events;
    training.signalGroup('SIGCONT');
    await training.printed(new RegExp(`"epoch":${length + 1},`));

    training.signalGroup('SIGHUP');
    await expect.poll(() => factsOf(training.ids(npm)[0]!)?.state ?? 'Z').toBe('Z');
    // Long enough for the script to miss npm.
    await training.printed(new RegExp(`"epoch":${training.events.length + 40},`));
    for (const pid of training.ids(script)) process.kill(pid, 'SIGINT');
    await training.gone();
    expect(training.stderr).not.toContain('not responding');
    expect(training.run).toEqual(paused);
  });

  it('stops at the first Ctrl-C though the trainer hangs', async () => {
    const training = await Training.begun('hung');
    for (const pid of training.ids(trainer)) process.kill(pid, 'SIGSTOP');
    training.signalGroup('SIGINT');

    expect(await training.ended).toBe(130);
    expect(training.events.at(-1)).toMatchObject({ event: 'ended', status: 'interrupted' });
    expect(training.stderr).toContain('The training process stopped responding, and was ended.');
    expect(training.stderr).toContain('Every finished epoch and the last checkpoint were kept.');
    await training.gone();
  });

  it('leaves nothing behind at the second Ctrl-C while the trainer hangs', async () => {
    const training = await Training.begun('hung-twice');
    for (const pid of training.ids(trainer)) process.kill(pid, 'SIGSTOP');
    training.signalGroup('SIGINT');
    await expect.poll(() => training.stderr).toContain('A second Ctrl-C ends at once.');
    await sleep(600);
    training.signalGroup('SIGINT');

    expect(await training.ended).toBe(130);
    await training.gone();
  });
});
