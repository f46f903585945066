import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { availableThreads, coreLimit } from './threads';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'threads-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function system(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe('coreLimit', () => {
  it('is what the group or one above it is limited to', () => {
    system({
      'proc/self/cgroup': '0::/user/job\n',
      'sys/fs/cgroup/user/job/cpu.max': 'max 100000\n',
      'sys/fs/cgroup/user/cpu.max': '150000 100000\n',
      'sys/fs/cgroup/cpu.max': '400000 100000\n',
    });
    expect(coreLimit(root)).toBe(1.5);
  });

  it('is found at the root in a container, where the host’s path does not exist', () => {
    system({
      'proc/self/cgroup': '4:memory:/docker/1\n3:cpu,cpuacct:/docker/1\n0::/\n',
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '300000\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    });
    expect(coreLimit(root)).toBe(3);
  });

  it('is none where nothing is limited or there are no groups', () => {
    expect(coreLimit(root)).toBe(Infinity);
    system({
      'proc/self/cgroup': '3:cpu:/\n0::/\n',
      'sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      'sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    });
    expect(coreLimit(root)).toBe(Infinity);
  });
});

it('counts at least one thread, and no more than there are cores', () => {
  expect(availableThreads()).toBeGreaterThanOrEqual(1);
  expect(availableThreads()).toBeLessThanOrEqual(availableParallelism());
});
