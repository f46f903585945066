import { spawnSync } from 'node:child_process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { groupNames, type GroupName } from './results';

export interface Options {
  /** Groups to run, in their order. */
  readonly groups: readonly GroupName[];
  /** A Python that has torch; null leaves PyTorch out. */
  readonly python: string | null;
  /** Trains by width and batch size as well. */
  readonly sizes: boolean;
  /** A small slice of everything. */
  readonly quick: boolean;
  /** File that the report is written to; null writes none. */
  readonly json: string | null;
  /** Measured runs of each thing; a first one warms it up. */
  readonly runs: number;
}

/** Reads the command line; says what is wrong with it, or its help, and ends the process. */
export function readOptions(args: readonly string[]): Options {
  const command = new Command('npm run bench --')
    .description(
      'Measures training, decoding and starting on this machine. Prints medians and spread.',
    )
    .addOption(
      new Option('--only <group>', 'run one group; may be given again').argParser(collectGroups),
    )
    .option(
      '--python <path>',
      'a Python that has torch: trains the same network there as well',
      readPython,
    )
    .option('--sizes', 'train by hidden width and batch size as well', false)
    .option('--quick', 'a small slice, to see that everything runs', false)
    .option('--runs <count>', 'measured runs of each thing', readCount)
    .option('--json <file>', 'write all results to a file', readFileName)
    .parse(args, { from: 'user' });
  const { only, python, sizes, quick, runs, json } = command.opts<{
    only?: GroupName[];
    python?: string;
    sizes: boolean;
    quick: boolean;
    runs?: number;
    json?: string;
  }>();
  return {
    groups: only === undefined ? groupNames : groupNames.filter((name) => only.includes(name)),
    python: python ?? null,
    sizes,
    quick,
    json: json ?? null,
    runs: runs ?? (quick ? 2 : 3),
  };
}

function collectGroups(text: string, before: GroupName[] = []): GroupName[] {
  const names = text.split(',');
  const unknown = names.find((name) => !isGroup(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`There is ${groupNames.join(', ')}, but no ${unknown}.`);
  }
  return [...before, ...names.filter(isGroup)];
}

const isGroup = (name: string): name is GroupName =>
  groupNames.some((groupName) => groupName === name);

function readFileName(path: string): string {
  if (path === '') throw new InvalidArgumentError('It is empty.');
  return path;
}

function readPython(path: string): string {
  const find = "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";
  const { error, status } = spawnSync(path, ['-c', find], { stdio: 'ignore' });
  if (error !== undefined) throw new InvalidArgumentError('It cannot be started.');
  if (status !== 0) throw new InvalidArgumentError('It has no torch.');
  return path;
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1000) return count;
  throw new InvalidArgumentError('It must be a whole number from 1 to 1,000.');
}
