import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Threads for TensorFlow to compute with: as many as there are cores that this process may use, by its
 * affinity and by its control groups' limits. Asked for explicitly and recorded, since the order in which
 * sums are rounded depends on it.
 */
export function availableThreads(): number {
  return Math.max(1, Math.floor(Math.min(availableParallelism(), coreLimit())));
}

/** Cores that the control groups of this process allow it, which may be a fraction; Infinity without a limit. */
export function coreLimit(root = '/'): number {
  const groups = readText(join(root, 'proc/self/cgroup')) ?? '';
  const limits = groups.split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (controllers === '') return limitsUpwards(join(root, 'sys/fs/cgroup'), path, unifiedLimit);
    const isOfCores = controllers!.split(',').includes('cpu');
    return isOfCores ? limitsUpwards(join(root, 'sys/fs/cgroup/cpu'), path, legacyLimit) : [];
  });
  return Math.min(...limits);
}

/** Limits of a group and those above it. In a container its path may not be there, but the mount's root is. */
function limitsUpwards(mount: string, path: string, limitOf: (folder: string) => number): number[] {
  const limit = limitOf(join(mount, path));
  return path === '/' ? [limit] : [limit, ...limitsUpwards(mount, dirname(path), limitOf)];
}

/** cgroup v2: `150000 100000`, microseconds of computing in each period, or `max 100000`. */
function unifiedLimit(folder: string): number {
  const [quota, period] = (readText(join(folder, 'cpu.max')) ?? '').trim().split(' ').map(Number);
  return coresOf(quota, period);
}

/** cgroup v1: -1 without a limit. */
function legacyLimit(folder: string): number {
  const [quota, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) =>
    Number(readText(join(folder, name)) ?? NaN),
  );
  return coresOf(quota, period);
}

const coresOf = (quota = NaN, period = NaN): number =>
  quota > 0 && period > 0 ? quota / period : Infinity;

const readText = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8') : null;
