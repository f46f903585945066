import { z } from 'zod';
import {
  measureNames,
  mostImportanceSamples,
  type EvaluationProgress,
  type Measure,
} from './measures';
import type { EpochMetrics } from './metrics';
import type { Outcome } from './errors';
import { exportFormats } from './export-protocol';
import { checkpointIdSchema, runIdSchema, type RunId } from './ids';
import { runConfigSchema } from './run-config';
import type { RunDetail, RunProgress, RunSummary } from './runs';
import { sheetRecipeSchema } from './sheet-recipe';
import type { Snapshot } from './snapshots';

/**
 * The one list of what a window can ask of main, and of what main tells windows. Inputs are parsed by
 * their schema before any handler runs; outputs are types alone, since main is trusted.
 */

interface Channel<Schema extends z.ZodType, Output> {
  readonly input: Schema;
  /** Never set: carries the type. */
  readonly output?: Output;
}

const channel = <Output = void>() => ({
  taking: <Schema extends z.ZodType>(input: Schema): Channel<Schema, Output> => ({ input }),
});

const nothing = z.undefined();
const oneRun = z.strictObject({ run: runIdSchema });
const someRuns = z.strictObject({ runs: z.array(runIdSchema).min(1).max(100_000) });

export const runNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the run a name.')
  .max(200, 'A name has at most 200 characters.');

export const importanceSamplesSchema = z
  .int('The number of samples must be a whole number.')
  .min(1, 'At least 1 sample is needed.')
  .max(
    mostImportanceSamples,
    `At most ${mostImportanceSamples.toLocaleString('en')} samples are taken.`,
  );

export interface AppFacts {
  /** By name: workbench, electron, chromium, sqlite. */
  readonly versions: Readonly<Record<string, string>>;
  /** The folder that holds the database. */
  readonly profile: string;
}

export const contract = {
  'app.facts': channel<AppFacts>().taking(nothing),

  'runs.list': channel<readonly RunSummary[]>().taking(nothing),
  'runs.get': channel<RunDetail>().taking(oneRun),
  /** Stores the run and puts it at the end of the queue. An empty name gets one made from the configuration. */
  'runs.create': channel<RunSummary>().taking(
    z.strictObject({ name: z.union([z.literal(''), runNameSchema]), config: runConfigSchema }),
  ),
  'runs.rename': channel<RunSummary>().taking(
    z.strictObject({ run: runIdSchema, name: runNameSchema }),
  ),
  'runs.delete': channel().taking(someRuns),
  'runs.restore': channel().taking(someRuns),
  /** Stops at a step and stores a checkpoint; the run can go on later. */
  'runs.pause': channel<RunSummary>().taking(oneRun),
  'runs.stop': channel<RunSummary>().taking(oneRun),
  /** Puts the run back into the queue, to go on from its last checkpoint. */
  'runs.resume': channel<RunSummary>().taking(oneRun),
  'runs.metrics': channel<readonly EpochMetrics[]>().taking(oneRun),
  /** Loss, reconstruction and KL of every step stored so far, the unfinished epoch's included. */
  'runs.steps': channel<{
    readonly epochs: readonly { readonly epoch: number; readonly losses: Float32Array }[];
  }>().taking(oneRun),
  'runs.snapshot': channel<Snapshot | null>().taking(
    z.strictObject({ run: runIdSchema, epoch: z.int().min(1) }),
  ),
  /** Epochs that have a snapshot, ascending. */
  'runs.snapshotEpochs': channel<readonly number[]>().taking(oneRun),

  /** Measures a checkpoint, which may take minutes; `names` are all that its model allows when not given. */
  'measures.evaluate': channel<readonly Measure[]>().taking(
    z.strictObject({
      checkpoint: checkpointIdSchema,
      importanceSamples: importanceSamplesSchema,
      names: z.exactOptional(z.array(z.enum(measureNames)).min(1)),
    }),
  ),
  /** Ends the run's evaluation; what was measured before is kept. */
  'measures.cancel': channel().taking(oneRun),

  /** Asks where to, then writes a file, or the folder of a SavedModel. Null when the dialog was dismissed. */
  'checkpoints.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ checkpoint: checkpointIdSchema, format: z.enum(exportFormats) }),
  ),

  /**
   * Starts the sampler if need be; the window's port to it arrives as a message event of the page
   * (`samplerPortMessage` of ipc-channels.ts). To be called again when the port was closed: the
   * sampler ended then.
   */
  'sampler.connect': channel().taking(nothing),

  /** Asks where to, then writes the sheet. Null when the dialog was dismissed. */
  'sheets.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ recipe: sheetRecipeSchema }),
  ),
} as const;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type ChannelInput<C extends ChannelName> = z.input<Contract[C]['input']>;
export type ParsedInput<C extends ChannelName> = z.output<Contract[C]['input']>;
export type ChannelOutput<C extends ChannelName> =
  Contract[C] extends Channel<z.ZodType, infer Output> ? Output : never;

/** What the application menu asks of the window. */
export type MenuCommand = 'runs' | 'new' | 'sheets' | 'explore' | 'toggle-theme' | 'shortcuts';

/** What main tells every window. */
export interface WorkbenchEvents {
  /** A run was made, changed, trashed or restored. */
  'run-changed': RunSummary;
  'run-progress': RunProgress;
  'epoch-finished': { readonly run: RunId; readonly metrics: EpochMetrics };
  measured: Measure;
  /** Null when the evaluation has ended, however it did. */
  'evaluation-changed': { readonly run: RunId; readonly progress: EvaluationProgress | null };
  'menu-command': MenuCommand;
  /** Runs that are gone for good. */
  'runs-removed': { readonly runs: readonly RunId[] };
}

export type EventName = keyof WorkbenchEvents;

/** `window.workbench`: all that the sandboxed renderer can reach. */
export interface Workbench {
  invoke<C extends ChannelName>(
    channel: C,
    ...input: ChannelInput<C> extends undefined ? [] : [ChannelInput<C>]
  ): Promise<Outcome<ChannelOutput<C>>>;
  /** Calls `listener` at each event; returns what ends that. */
  on<E extends EventName>(event: E, listener: (payload: WorkbenchEvents[E]) => void): () => void;
}
