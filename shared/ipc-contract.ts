import type { z } from 'zod';
import type { Outcome } from './errors';
import { appChannels, type AppEvents } from './ipc/app';
import type { Channel } from './ipc/channel';
import { checkpointChannels } from './ipc/checkpoints';
import { comparisonChannels } from './ipc/comparisons';
import { damageChannels } from './ipc/damage';
import { datasetChannels, type DatasetEvents } from './ipc/datasets';
import { measureChannels, type MeasureEvents } from './ipc/measures';
import { queueChannels, type QueueEvents } from './ipc/queue';
import { runChannels, type RunEvents } from './ipc/runs';
import { sheetChannels, type SheetEvents } from './ipc/sheets';
import { trashChannels, type TrashEvents } from './ipc/trash';

/**
 * The one list of what a window can ask of main, and of what main tells windows. Inputs are parsed by
 * their schema before any handler runs; outputs are types alone, since main is trusted.
 */
export const contract = {
  ...appChannels,
  ...runChannels,
  ...trashChannels,
  ...queueChannels,
  ...measureChannels,
  ...checkpointChannels,
  ...comparisonChannels,
  ...damageChannels,
  ...sheetChannels,
  ...datasetChannels,
} as const;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type ChannelInput<C extends ChannelName> = z.input<Contract[C]['input']>;
export type ParsedInput<C extends ChannelName> = z.output<Contract[C]['input']>;
export type ChannelOutput<C extends ChannelName> =
  Contract[C] extends Channel<z.ZodType, infer Output> ? Output : never;

/** What main tells every window. */
export interface WorkbenchEvents
  extends
    AppEvents,
    RunEvents,
    TrashEvents,
    QueueEvents,
    MeasureEvents,
    DatasetEvents,
    SheetEvents {}

export type EventName = keyof WorkbenchEvents;

/** `window.workbench`: all that the sandboxed renderer can reach. */
export interface Workbench {
  invoke<C extends ChannelName>(
    channel: C,
    ...input: ChannelInput<C> extends undefined ? [] : [ChannelInput<C>]
  ): Promise<Outcome<ChannelOutput<C>>>;
  /** Calls `listener` at each event; returns what ends that. */
  on<E extends EventName>(event: E, listener: (payload: WorkbenchEvents[E]) => void): () => void;
  /** Where a `File` that was dropped lies; empty for one that is not on a disk. */
  pathOf(file: object): string;
}
