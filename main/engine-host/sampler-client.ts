import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { ExportedModel } from '../../shared/export-protocol';
import type { SamplerLine, SamplerReply } from '../../shared/sampler-protocol';
import { cancelled, SamplerEnded, SamplerRequests } from '../../shared/sampler-requests';
import { exportBy } from './export-client';

/** Gives a port to the sampler, as `SamplerHost.connect` does. */
export type ConnectSampler = (port: MessagePortMain, line?: SamplerLine) => void;

/**
 * The sampler for the code in main: sheets, exports and the headless command. It connects with the first request,
 * and again with the first one after the sampler died.
 */
export class SamplerClient extends SamplerRequests {
  readonly #connect: ConnectSampler;
  #port: MessagePortMain | null = null;

  constructor(connect: ConnectSampler) {
    super();
    this.#connect = connect;
  }

  /** Writes a checkpoint as a SavedModel into an empty folder. */
  writeSavedModel(model: ExportedModel, folder: string, signal?: AbortSignal): Promise<void> {
    return exportBy((port) => this.#connect(port, 'exporting'), { model, folder }, signal);
  }

  /** Cancels what is under way, but for exports. */
  dispose(): void {
    const port = this.#port;
    this.#port = null;
    port?.close();
    this.failAll(cancelled());
  }

  protected override port(): MessagePortMain {
    return (this.#port ??= this.#open());
  }

  #open(): MessagePortMain {
    const { port1: port, port2: remote } = new MessageChannelMain();
    port.on('message', ({ data }) => this.receive(data as SamplerReply));
    port.on('close', () => {
      if (this.#port !== port) return;
      this.#port = null;
      this.failAll(new SamplerEnded());
    });
    port.start();
    this.#connect(remote);
    return port;
  }
}
