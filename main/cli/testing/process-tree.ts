import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** As in /proc: `R`, `S`, `T` for one that is stopped, `Z` for one that has ended. */
  readonly state: string;
  readonly command: string;
}

/** A process and all that descend from it, as they are now. */
export function processTree(root: number): readonly ProcessFacts[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => factsOf(Number(name)))
    .filter((facts) => facts !== null);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** Null when there is no such process. */
export function factsOf(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: Number(parent), state: state!, command };
  } catch {
    return null;
  }
}

/** Resolves when none of these processes runs any more. */
export async function allGone(tree: readonly ProcessFacts[]): Promise<void> {
  const left = () => tree.filter(({ pid }) => !['Z', undefined].includes(factsOf(pid)?.state));
  for (let waited = 0; left().length > 0; waited += 50) {
    if (waited > 20_000) {
      const orphans = left().map(({ command }) => command);
      throw new Error(`Still there: ${orphans.join('\n')}`);
    }
    await sleep(50);
  }
}
