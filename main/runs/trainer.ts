import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { TrainerCommand, TrainerEvent } from '../../shared/trainer-protocol';

export type TrainCommand = Extract<TrainerCommand, { kind: 'train' }>;

export type TrainerHostEvent =
  | TrainerEvent
  /** The process died while it trained this run. Nothing more will be heard of the run. */
  | { readonly kind: 'crashed'; readonly run: RunId; readonly error: ErrorReport }
  /** The process stopped responding while it trains this run, or responds again. */
  | { readonly kind: 'silent'; readonly run: RunId; readonly isSilent: boolean };

/** What trains one run at a time, as the queue uses it. */
export interface Trainer {
  /** Ends in one of the events `done`, `halted`, `failed` or `crashed`. */
  start(command: TrainCommand): void;
  /** Asks for `halted`. Without effect when this run is not in training. */
  halt(run: RunId): void;
  /** Returns what ends the listening. */
  onEvent(listener: (event: TrainerHostEvent) => void): () => void;
}
