import { connectToMain } from './main-port';
import type { TrainerCommand, TrainerEvent } from '../../shared/trainer-protocol';
import { engineFacts } from './facts';
import { createGraphEngine } from './graph-engine';
import { TrainerService } from './trainer-service';

/** Entry of the trainer's utility process: main's commands in, events out. */

const post = connectToMain<{ command: TrainerCommand; event: TrainerEvent; port: never }>(
  (command) => void service.handle(command),
);
const service = new TrainerService(createGraphEngine, post);
post({ kind: 'ready', engine: engineFacts() });
