import type { DatasetFiles } from '../shared/trainer-protocol';
import type { Options } from './options';
import type { Programs } from './processes';
import type { Findings } from './results';

/** What every group of benchmarks is given. */
export interface Context {
  readonly options: Options;
  readonly programs: Programs;
  readonly mnist: DatasetFiles;
  /** Tells a person what is being measured. */
  readonly say: (text: string) => void;
}

/** Runs the benchmarks of a group, one after another. */
export type Group = (context: Context) => Promise<Findings>;
