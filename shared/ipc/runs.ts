import { z } from 'zod';
import { branchChangesSchema } from '../branching';
import { checkpointIdSchema, runIdSchema, type RunId } from '../ids';
import type { EpochMetrics } from '../metrics';
import { runConfigSchema } from '../run-config';
import { mostThumbnails, type RunThumbnail } from '../run-thumbnails';
import type { RunProgress } from '../run-progress';
import type { RunDetail, RunLineage, RunSummary } from '../runs';
import type { Snapshot } from '../snapshots';
import { channel, nothing, oneRun, someRuns } from './channel';

export const runNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the run a name.')
  .max(200, 'A name has at most 200 characters.');

/** Of one run. */
export const mostTags = 50;

export const runTagSchema = z
  .string()
  .trim()
  .min(1, 'Write a tag.')
  .max(40, 'A tag has at most 40 characters.');

export const runTagsSchema = z
  .array(runTagSchema)
  .max(mostTags, `A run has at most ${mostTags} tags.`);

export const runNotesSchema = z.string().max(100_000, 'Notes have at most 100,000 characters.');

export const runChannels = {
  'runs.list': channel<readonly RunSummary[]>().taking(nothing),
  /** What `runs.list` tells, packed: see packed-runs.ts. */
  'runs.packed': channel<string>().taking(nothing),
  'runs.get': channel<RunDetail>().taking(oneRun),
  /** Stores the run and puts it at the end of the queue. An empty name gets one made from the configuration. */
  'runs.create': channel<RunSummary>().taking(
    z.strictObject({ name: z.union([z.literal(''), runNameSchema]), config: runConfigSchema }),
  ),
  /**
   * Makes a run that goes on from a checkpoint with some settings changed, and queues it. An empty name
   * gets one made from the configuration.
   */
  'runs.branch': channel<RunSummary>().taking(
    z.strictObject({
      checkpoint: checkpointIdSchema,
      name: z.union([z.literal(''), runNameSchema]),
      changes: branchChangesSchema,
    }),
  ),
  /** The runs that it goes back to, and those that branched off from it or from one of these. */
  'runs.lineage': channel<RunLineage>().taking(oneRun),
  'runs.rename': channel<RunSummary>().taking(
    z.strictObject({ run: runIdSchema, name: runNameSchema }),
  ),
  /** Changes name, star, tags or notes: those that are given. */
  'runs.annotate': channel<RunSummary>().taking(
    z.strictObject({
      run: runIdSchema,
      name: z.exactOptional(runNameSchema),
      starred: z.exactOptional(z.boolean()),
      tags: z.exactOptional(runTagsSchema),
      notes: z.exactOptional(runNotesSchema),
    }),
  ),
  /** Stars runs or not, adds tags to those they have or takes tags off: those that are given. */
  'runs.mark': channel().taking(
    someRuns.extend({
      starred: z.exactOptional(z.boolean()),
      addTags: z.exactOptional(runTagsSchema),
      removeTags: z.exactOptional(runTagsSchema),
    }),
  ),
  /** In the order asked for. */
  'runs.thumbnails': channel<readonly RunThumbnail[]>().taking(
    z.strictObject({ runs: z.array(runIdSchema).min(1).max(mostThumbnails) }),
  ),
  /** Writes runs in this order to a file that the person chooses; null when dismissed. */
  'runs.export': channel<{ readonly path: string } | null>().taking(
    someRuns.extend({ format: z.enum(['csv', 'json']) }),
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
} as const;

export interface RunEvents {
  /** Runs that were made, changed, trashed or restored at once, as they are now. */
  'runs-changed': readonly RunSummary[];
  'run-progress': RunProgress;
  'epoch-finished': { readonly run: RunId; readonly metrics: EpochMetrics };
  /** Runs that are gone for good. */
  'runs-removed': { readonly runs: readonly RunId[] };
}
