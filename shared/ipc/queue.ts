import { z } from 'zod';
import type { ErrorReport } from '../errors';
import type { MeasuredSpeeds } from '../expected-time';
import { runIdSchema, type RunId } from '../ids';
import { runConfigSchema } from '../run-config';
import { mostSweepRuns } from '../sweep/values';
import { channel, nothing, runsSchema, someRuns } from './channel';
import { runNameSchema, runTagsSchema } from './runs';

export interface QueueFacts {
  /** Queued runs, next first. */
  readonly order: readonly RunId[];
  /** Whether a person paused the queue: no queued run is started until it goes on, over restarts too. */
  readonly paused: boolean;
  /** Why no queued run is started by itself although the queue is not paused; null when all is well. */
  readonly held: ErrorReport | null;
}

const tooMany = `At most ${mostSweepRuns.toLocaleString('en')} runs are queued at once.`;

export const queueChannels = {
  'queue.facts': channel<QueueFacts>().taking(nothing),
  /**
   * The run in training, the queued ones, and those that failed, broke off or are paused, newest first:
   * packed, see packed-runs.ts.
   */
  'queue.runs': channel<string>().taking(nothing),
  /** What was measured on this machine, to expect times from. */
  'queue.speeds': channel<MeasuredSpeeds>().taking(nothing),
  /** Stores runs and puts them at the end of the queue in this order: all of them or, on an error, none. */
  'queue.add': channel<readonly RunId[]>().taking(
    z.strictObject({
      runs: z
        .array(
          z.strictObject({
            name: z.union([z.literal(''), runNameSchema]),
            config: runConfigSchema,
          }),
        )
        .min(1)
        .max(mostSweepRuns, tooMany),
      tags: runTagsSchema,
    }),
  ),
  /**
   * Puts queued runs in front of another, in the order they have; null is the end of the queue. A run that
   * is not queued any more stands for the front.
   */
  'queue.move': channel().taking(someRuns.extend({ before: runIdSchema.nullable() })),
  /** Takes runs out of the queue: those that never began go to the trash, the others are paused. */
  'queue.remove': channel().taking(someRuns),
  /** Undoes `queue.remove`: `order` is the queue's before that. */
  'queue.putBack': channel().taking(someRuns.extend({ order: runsSchema })),
  /** Puts runs that did not finish back at the end of the queue, to go on from their last checkpoints. */
  'queue.retry': channel().taking(someRuns),
  'queue.setPaused': channel().taking(z.strictObject({ paused: z.boolean() })),
  /** Lets a held queue go on. */
  'queue.goOn': channel().taking(nothing),
} as const;

export interface QueueEvents {
  /** The facts, or the runs they are about, may not be as they were. */
  'queue-changed': null;
}
