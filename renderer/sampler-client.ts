import type { SamplerReply } from '../shared/sampler-protocol';
import { SamplerEnded, SamplerRequests } from '../shared/sampler-requests';

/** Where the window's port to the sampler comes from. */
export interface SamplerPorts {
  /** Asks for a port; rejects when the sampler does not start. */
  readonly connect: () => Promise<void>;
  /** Hands over each port that arrives. */
  readonly onPort: (listener: (port: MessagePort) => void) => void;
}

/** The sampler for this window. It connects with the first request, and again after the sampler ended. */
export class SamplerClient extends SamplerRequests {
  readonly #ports: SamplerPorts;
  /** Where requests go; pending while the sampler starts. */
  #port: Promise<MessagePort> | null = null;
  #open: MessagePort | null = null;
  #arrive: ((port: MessagePort) => void) | null = null;

  constructor(ports: SamplerPorts) {
    super();
    this.#ports = ports;
    ports.onPort((port) => this.#adopt(port));
  }

  protected override port(): Promise<MessagePort> {
    return (this.#port ??= this.#connect());
  }

  async #connect(): Promise<MessagePort> {
    const arrival = new Promise<MessagePort>((resolve) => {
      this.#arrive = resolve;
    });
    try {
      await this.#ports.connect();
    } catch (thrown) {
      this.#port = null;
      throw thrown;
    }
    return arrival;
  }

  #adopt(port: MessagePort): void {
    port.addEventListener('message', ({ data }: MessageEvent<SamplerReply>) => this.receive(data));
    port.addEventListener('close', () => this.#lose(port));
    port.start();
    this.#open = port;
    this.#port = Promise.resolve(port);
    this.#arrive?.(port);
  }

  #lose(port: MessagePort): void {
    if (this.#open !== port) return;
    this.#open = null;
    this.#port = null;
    this.failAll(new SamplerEnded());
  }
}
