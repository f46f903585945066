import type { MessagePortMain } from 'electron';
import { toErrorReport } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import type {
  CheckpointWeights,
  SamplerCommand,
  SamplerEvent,
  SamplerLine,
} from '../../shared/sampler-protocol';
import type { DatasetFiles } from '../../shared/trainer-protocol';
import { describeExit, type ProcessExit } from './process-exit';
import { ManagedUtilityProcess } from './utility-process';

export interface SamplerHostOptions {
  /** The sampler's bundled script. */
  readonly entry: string;
  /** The weights of a checkpoint that the sampler lacks. Throws a `WorkbenchError` if there are none. */
  readonly weights: (checkpoint: CheckpointId) => CheckpointWeights;
  /** Where a dataset's files are. Throws a `WorkbenchError` if there is no such dataset. */
  readonly datasetFiles: (dataset: string) => DatasetFiles;
  /** Called when the sampler stops responding, and when it responds again or is gone. */
  readonly onSilence?: (isSilent: boolean) => void;
  /** Called with what the sampler writes to its standard output and error, and with how it died. */
  readonly log?: (text: string) => void;
}

/**
 * The sampler as main sees it: it introduces clients, and hands out weights. The process starts with the
 * first client. When it dies, the ports of its clients close; the next `connect` starts it anew.
 */
export class SamplerHost {
  readonly #options: SamplerHostOptions;
  readonly #process: ManagedUtilityProcess<SamplerCommand, SamplerEvent>;
  /** Ports of clients that are not connected yet: the process has not said that it is there. */
  #waiting: { readonly port: MessagePortMain; readonly line: SamplerLine }[] = [];
  #wasReady = false;
  #isDisposed = false;

  constructor(options: SamplerHostOptions) {
    const { entry, log, onSilence } = options;
    this.#options = options;
    this.#process = new ManagedUtilityProcess({
      entry,
      name: 'CVAE Workbench sampler',
      log,
      onEvent: (event) => this.#receive(event),
      ...(onSilence && { onSilence }),
      onExit: (exit) => this.#ended(exit),
    });
  }

  /**
   * Gives a client's port to the sampler; closes it when the sampler does not start. Loads TensorFlow if
   * need be: not before something is to be sampled.
   */
  connect(port: MessagePortMain, line: SamplerLine = 'sampling'): void {
    if (this.#isDisposed) {
      port.close();
      return;
    }
    this.#waiting.push({ port, line });
    this.#process.send({ kind: 'hello' });
  }

  /** Ends the process for good. The ports of all clients close, and those that come later. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await this.#process.stop();
    this.#closeWaiting();
  }

  #receive(event: SamplerEvent): void {
    switch (event.kind) {
      case 'ready':
        this.#wasReady = true;
        for (const { port, line } of this.#waiting.splice(0)) {
          this.#process.sendIfRunning({ kind: 'connect', line }, [port]);
        }
        return;
      case 'checkpoint-wanted':
        this.#process.sendIfRunning(this.#weightsOf(event.checkpoint));
        return;
      case 'dataset-wanted':
        this.#process.sendIfRunning(this.#filesOf(event.dataset));
    }
  }

  #filesOf(dataset: string): SamplerCommand {
    try {
      return { kind: 'dataset', dataset, files: this.#options.datasetFiles(dataset) };
    } catch (thrown) {
      return { kind: 'dataset-missing', dataset, error: toErrorReport(thrown) };
    }
  }

  #weightsOf(checkpoint: CheckpointId): SamplerCommand {
    try {
      return { kind: 'checkpoint', ...this.#options.weights(checkpoint) };
    } catch (thrown) {
      return { kind: 'checkpoint-missing', checkpoint, error: toErrorReport(thrown) };
    }
  }

  #ended(exit: ProcessExit): void {
    if (exit.kind === 'stopped') return;
    this.#options.log?.(`The sampler ended unexpectedly: ${describeExit(exit)}\n`);
    const wasReady = this.#wasReady;
    this.#wasReady = false;
    if (!wasReady) this.#closeWaiting();
    else if (this.#waiting.length > 0) this.#process.send({ kind: 'hello' });
  }

  #closeWaiting(): void {
    for (const { port } of this.#waiting.splice(0)) port.close();
  }
}
