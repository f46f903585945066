import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context';
import { nodeWorker, runInElectron } from '../processes';
import { resultOf, type Findings, type Result } from '../results';
import { percentile } from '../statistics';
import type { EngineStart, EngineStartTask } from './engine-start';
import { startPackaged, type PackagedStart } from './packaged';
import type { StorageTask, StorageTimes } from './storage';
import { openWindow, type OpenWindow } from './window';

const mebibyte = 2 ** 20;
/** Enough for a 95th percentile that one slow start does not make. */
const packagedStarts = 20;

/** Starting the engine and the window, storing checkpoints, and the memory that all of it takes. */
export async function measureStart(context: Context): Promise<Findings> {
  const engine = await measureEngine(context);
  return withProfiles(async (empty, full) => {
    const { sqlite, write, load } = await fillProfile(context, full);
    const result = (name: string, values: readonly number[]) =>
      resultOf('start', name, 'ms', values);
    return {
      results: [
        ...engine,
        result('checkpoint of the seed network, write', write),
        result('checkpoint of the seed network, load', load),
        ...(await measureWindow(context, { 'no runs': empty, '1,000 runs': full })),
        ...(await measurePackaged(context, full)),
      ],
      versions: { sqlite },
    };
  });
}

/** Fills a data folder with runs. */
export async function fillProfile(
  { options, programs, say }: Context,
  profile: string,
  runs = 1000,
): Promise<StorageTimes> {
  say(`Storing ${runs.toLocaleString('en')} runs and some checkpoints`);
  const task: StorageTask = { profile, runs, checkpoints: options.quick ? 5 : 30 };
  const worker = nodeWorker(programs, 'storage', task);
  try {
    return await worker.reply<StorageTimes>();
  } finally {
    await worker.end();
  }
}

/** Two data folders of the benchmark's own, removed after it. */
export async function withProfiles<T>(work: (empty: string, full: string) => Promise<T>) {
  const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-bench-'));
  try {
    return await work(join(folder, 'empty'), join(folder, 'full'));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureEngine({ options, programs, mnist, say }: Context): Promise<Result[]> {
  const task: EngineStartTask = {
    trainer: `${programs.root}/build/main/trainer.js`,
    sampler: `${programs.root}/build/main/sampler.js`,
    mnist,
  };
  const starts: EngineStart[] = [];
  for (let round = 0; round < options.runs; round++) {
    say(`Starting the engine (${round + 1} of ${options.runs})`);
    starts.push(await runInElectron<EngineStart>(programs, 'engine-start', task));
  }
  const seconds = (name: string, of: (start: EngineStart) => number) =>
    resultOf('start', name, 's', starts.map(of));
  const memory = (name: string, of: (start: EngineStart) => number) =>
    resultOf(
      'start',
      `${name}, peak memory`,
      'MiB',
      starts.map((start) => of(start) / mebibyte),
    );
  return [
    seconds('trainer, start to ready', ({ trainerReady }) => trainerReady),
    seconds('trainer, start to first step', ({ firstStep }) => firstStep),
    seconds('sampler, start to first digit', ({ firstDigit }) => firstDigit),
    memory('trainer', ({ trainerPeakBytes }) => trainerPeakBytes),
    memory('sampler', ({ samplerPeakBytes }) => samplerPeakBytes),
  ];
}

async function measureWindow(
  { options, programs, say }: Context,
  profiles: Readonly<Record<string, string>>,
): Promise<Result[]> {
  const seen = new Map<string, { unit: string; values: number[] }>();
  const add = (name: string, unit: string, value: number) => {
    const entry = seen.get(name) ?? { unit, values: [] };
    entry.values.push(value);
    seen.set(name, entry);
  };
  for (let round = 0; round < options.runs; round++) {
    for (const [what, profile] of Object.entries(profiles)) {
      say(`Opening the window with ${what} (${round + 1} of ${options.runs})`);
      const window = await openWindow(programs, profile);
      try {
        addWindow(window, what, add);
      } finally {
        await window.close();
      }
    }
  }
  return [...seen].map(([name, { unit, values }]) => resultOf('start', name, unit, values));
}

/** As a person starts it. Percentiles are of all starts. */
async function measurePackaged(
  { options, programs, say }: Context,
  profile: string,
): Promise<Result[]> {
  if (programs.packaged === null) return [];
  const count = options.quick ? 3 : packagedStarts;
  say(`Starting the packaged application with 1,000 runs, ${count} times`);
  const starts: PackagedStart[] = [];
  for (let start = 0; start <= count; start++) {
    const times = await startPackaged(programs.packaged, profile);
    if (start > 0) starts.push(times);
  }
  const rows = (what: string, of: (start: PackagedStart) => number) => {
    const name = `packaged, 1,000 runs, start to ${what}`;
    const times = starts.map(of);
    return [
      resultOf('start', name, 's', times),
      resultOf('start', `${name}, p95`, 's', [percentile(times, 95)]),
    ];
  };
  return [
    ...rows('first paint', ({ firstPaint }) => firstPaint),
    ...rows('runs on the screen', ({ usefulPaint }) => usefulPaint),
  ];
}

function addWindow(
  window: OpenWindow,
  what: string,
  add: (name: string, unit: string, value: number) => void,
): void {
  add(`window with ${what}, start to first paint`, 's', window.firstPaint);
  add(`window with ${what}, start to largest paint`, 's', window.largestPaint);
  for (const [name, bytes] of Object.entries(window.peakMemory())) {
    add(`${name} with ${what}, peak memory`, 'MiB', bytes / mebibyte);
  }
}
