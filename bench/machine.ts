import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the benchmarks ran on. */
export interface Machine {
  readonly cpu: string;
  /** Logical processors that this process may use: TensorFlow and PyTorch both start as many threads. */
  readonly threads: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string;
  /** Processes that wanted a processor in the minute before the first benchmark, on average. */
  readonly load: number;
  /** ISO 8601. */
  readonly date: string;
  /** Whether only a small slice was measured. */
  readonly quick: boolean;
}

export function describeMachine(quick: boolean): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    threads: availableParallelism(),
    memory: totalmem(),
    system: `${type()} ${release()}`,
    load: loadavg()[0] ?? 0,
    date: new Date().toISOString(),
    quick,
  };
}
