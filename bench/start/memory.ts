import { readFileSync } from 'node:fs';

/** The most memory that a process ever had resident, as Linux counts it (proc(5), `VmHWM`): bytes. */
export function peakBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`Process ${pid} has no memory.`);
  return Number(kibibytes) * 1024;
}

/** All processes that descend from one, and itself, with their command lines. */
export function processTree(
  root: number,
): readonly { readonly pid: number; readonly command: string }[] {
  const read = (pid: number, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      // It has ended since it was listed.
      return '';
    }
  };
  const children = read(root, `task/${root}/children`).split(' ').filter(Boolean).map(Number);
  const self = { pid: root, command: read(root, 'cmdline').replaceAll('\0', ' ') };
  return [self, ...children.flatMap(processTree)];
}
