import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { electronExecutable } from '../lib/electron.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { oneOf, randomNumbers } from './random.mjs';

/** A training of some seconds, in many small steps. */
const training = [
  ...['--set', 'encoderSizes=16', '--set', 'decoderSizes=16', '--set', 'batchSize=20'],
  ...['--epochs', '5', '--train-limit', '10000'],
];
const targets = /** @type {const} */ (['main', 'trainer', 'all']);
/** Kills of one run before it is left to end, and milliseconds of training in which one comes. */
const mostKills = 4;
const within = 2500;

/**
 * @typedef {{ code: number | null, out: string, err: string }} Ended
 * @typedef {{ event?: string, epoch: number, id: string, status: string, epochsDone: number }} Line what --json prints, as far as it is read here
 */

/**
 * Kills trainings with SIGKILL at any moment, resumes them, and checks after each kill that the database is whole and holds every epoch
 * that was acknowledged, and at the end that the weights are those of a training that nobody disturbed.
 * @param {import('../attack.mjs').Options} options
 * @returns {Promise<number>} how often something was lost
 */
export async function attack({ rounds, seed }) {
  const random = randomNumbers(seed);
  const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-kills-'));
  let failures = 0;
  try {
    const undisturbed = await trainThrough(join(folder, 'undisturbed'));
    for (let round = 1; round <= rounds; round++) {
      const profile = join(folder, 'profile');
      const { problems, kills } = await tryOne(profile, undisturbed, random);
      failures += problems.length;
      console.log(`${round}: ${kills.join(', ')}: ${problems.join('; ') || 'nothing lost'}`);
      await rm(profile, { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return failures;
}

/** @param {string} profile @param {string} undisturbed SHA-256 @param {() => number} random */
async function tryOne(profile, undisturbed, random) {
  const problems = [];
  /** @type {string[]} */
  const kills = [];
  const count = 1 + Math.floor(random() * mostKills);
  let acknowledged = 0;
  /** @type {string | undefined} */
  let run;
  while (kills.length < count) {
    const command = run === undefined ? ['train', ...training] : ['resume', run];
    const target = oneOf(targets, random);
    const wait = Math.round(random() * within);
    const { out } = await killed([...command, '--profile', profile, '--json'], target, wait);
    kills.push(`${target} after ${wait} ms`);
    for (const event of eventsOf(out)) {
      if (event.event === 'epoch') acknowledged = Math.max(acknowledged, event.epoch);
    }
    const fault = await integrityFault(profile);
    if (fault !== null) problems.push(fault);
    const [stored] = eventsOf((await cvae(['runs', '--profile', profile, '--json'])).out);
    if (stored !== undefined) run = stored.id;
    if ((stored?.epochsDone ?? 0) < acknowledged) {
      problems.push(`${acknowledged} epochs acknowledged, ${stored?.epochsDone ?? 0} stored`);
    }
    if (stored?.status === 'done') break;
  }
  if (run === undefined) return { problems, kills };
  await cvae(['resume', run, '--profile', profile]);
  const weights = await weightsOf(profile, run);
  if (weights !== undisturbed) problems.push('other weights than undisturbed');
  return { problems, kills };
}

/** @param {string} profile @returns {Promise<string>} SHA-256 of the weights */
async function trainThrough(profile) {
  const { code, err } = await cvae(['train', ...training, '--name', 'run', '--profile', profile]);
  if (code !== 0) throw new Error(err);
  return weightsOf(profile, 'run');
}

/** @param {string} profile @param {string} run */
async function weightsOf(profile, run) {
  const file = join(profile, 'weights.safetensors');
  const to = ['--checkpoint', 'last', '--format', 'safetensors', '--out', file];
  const { code, err } = await cvae(['export', run, ...to, '--profile', profile]);
  if (code !== 0) return `none: ${err.trim()}`;
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** What SQLite finds wrong with the database; null when nothing. @param {string} profile */
async function integrityFault(profile) {
  const program = `
    const Sqlite = require(${JSON.stringify(inRoot('node_modules/better-sqlite3'))});
    const database = new Sqlite(process.argv[1]);
    console.log(database.pragma('integrity_check', { simple: true }));`;
  const database = join(profile, 'workbench.sqlite');
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const { out, err } = await start(['-e', program, database], env).ended;
  return out.trim() === 'ok' ? null : `integrity check: ${out.trim() || err.trim()}`;
}

/** @param {readonly string[]} args @returns {Promise<Ended>} */
const cvae = (args) => startCvae(args).ended;

/** @param {readonly string[]} args @param {(typeof targets)[number]} target @param {number} wait milliseconds of training */
async function killed(args, target, wait) {
  const { child, ended, started } = startCvae(args);
  await Promise.race([started, ended]);
  await Promise.race([sleep(wait), ended]);
  const processes = child.pid === undefined ? [] : await descendants(child.pid);
  const trainer = processes.find(({ command }) => command.includes('node.mojom.NodeService'));
  const victims = {
    main: [child.pid],
    trainer: [trainer?.pid],
    all: [child.pid, ...processes.map(({ pid }) => pid)],
  }[target];
  for (const pid of victims) if (pid !== undefined) kill(pid);
  return ended;
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It was over before.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {number} pid @returns {Promise<{ pid: number, command: string }[]>} */
async function descendants(pid) {
  const all = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const [stat, command] = await Promise.all(
          ['stat', 'cmdline'].map((file) =>
            readFile(`/proc/${name}/${file}`, 'utf8').catch(() => ''),
          ),
        );
        // The name in parentheses may hold spaces: the parent is the second field after it.
        const parent = Number((stat ?? '').replace(/^.*\) /s, '').split(' ')[1]);
        return { pid: Number(name), parent, command: command ?? '' };
      }),
  );
  /** @param {number} of @returns {{ pid: number, command: string }[]} */
  const below = (of) =>
    all.filter(({ parent }) => parent === of).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
}

/** @param {readonly string[]} args */
function startCvae(args) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  return start([...sandbox, ...quiet, root, 'cvae', ...args]);
}

/** @param {readonly string[]} args @param {Readonly<Record<string, string>>} [given] */
function start(args, given = {}) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(electronExecutable, args, {
    env: { ...env, ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Ended} */
  const ended = { code: null, out: '', err: '' };
  const started = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      ended.out += text;
      if (ended.out.includes('"event":"started"')) resolve(undefined);
    });
  });
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (ended.err += text));
  return {
    child,
    started,
    ended: /** @type {Promise<Ended>} */ (
      new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve({ ...ended, code }));
      })
    ),
  };
}

/** Whole lines of JSON: the last one may have been cut off. @param {string} text @returns {Line[]} */
const eventsOf = (text) =>
  text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
