import './ignore-interrupts';
import type { TrainerCommand, TrainerEvent } from '../../shared/trainer-protocol';
import { engineFacts } from './facts';
import { createGraphEngine } from './graph-engine';
import { TrainerService } from './trainer-service';

/** Entry of the trainer's utility process: main's commands in, events out. */

interface ParentPort {
  postMessage(message: TrainerEvent): void;
  on(event: 'message', listener: (message: { readonly data: TrainerCommand }) => void): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

const service = new TrainerService(createGraphEngine, (event) => parentPort.postMessage(event));
parentPort.on('message', ({ data }) => void service.handle(data));
parentPort.postMessage({ kind: 'ready', engine: engineFacts() });
