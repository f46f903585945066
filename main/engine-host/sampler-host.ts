import type { MessagePortMain } from 'electron';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import type {
  CheckpointWeights,
  SamplerCommand,
  SamplerEvent,
} from '../../shared/sampler-protocol';
import { describeExit, type UnexpectedExit } from './process-exit';
import { ManagedUtilityProcess } from './utility-process';

export interface SamplerHostOptions {
  /** The sampler's bundled script. */
  readonly entry: string;
  /** The weights of a checkpoint that the sampler lacks. Throws a `WorkbenchError` if there are none. */
  readonly weights: (checkpoint: CheckpointId) => CheckpointWeights;
  /** Called with what the sampler writes to its standard output and error. */
  readonly log?: (text: string) => void;
}

/**
 * The sampler as main sees it: it introduces clients, and hands out weights. The process starts with the
 * first client. When it dies, the ports of its clients close; the next `connect` starts it anew.
 */
export class SamplerHost {
  readonly #process: ManagedUtilityProcess<SamplerCommand, SamplerEvent>;
  readonly #weights: SamplerHostOptions['weights'];
  readonly #listeners = new Set<(error: ErrorReport) => void>();

  constructor({ entry, weights, log }: SamplerHostOptions) {
    this.#weights = weights;
    this.#process = new ManagedUtilityProcess({
      entry,
      name: 'CVAE Workbench sampler',
      log,
      onEvent: (event) => this.#receive(event),
      onExit: (exit) => {
        if (exit.kind !== 'stopped') this.#ended(exit);
      },
    });
  }

  /** Gives a client's port to the sampler. Loads TensorFlow if need be: not before something is to be sampled. */
  connect(port: MessagePortMain): void {
    this.#process.send({ kind: 'connect' }, [port]);
  }

  /** Calls `listener` when the sampler died: the time to connect windows again. Returns what ends that. */
  onCrash(listener: (error: ErrorReport) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the process. Requests that wait are rejected by their clients, since their ports close. */
  async dispose(): Promise<void> {
    await this.#process.stop();
  }

  #receive(event: SamplerEvent): void {
    switch (event.kind) {
      case 'ready':
        return;
      case 'checkpoint-wanted':
        this.#process.sendIfRunning(this.#answer(event.checkpoint));
    }
  }

  #answer(checkpoint: CheckpointId): SamplerCommand {
    try {
      return { kind: 'checkpoint', ...this.#weights(checkpoint) };
    } catch (thrown) {
      return { kind: 'checkpoint-missing', checkpoint, error: toErrorReport(thrown) };
    }
  }

  #ended(exit: UnexpectedExit): void {
    const error = samplerCrashed(describeExit(exit));
    for (const listener of this.#listeners) listener(error);
  }
}

/** The report of a sampler that died. */
export function samplerCrashed(how?: string): ErrorReport {
  return {
    kind: 'engine-crashed',
    message: `The sampling process ended unexpectedly${how === undefined ? '' : ` (${how})`}. Nothing stored was touched.`,
    remedy: 'Try again: the next request starts it anew.',
  };
}
