import type { TrainerCommand, TrainerEvent } from '../../../shared/trainer-protocol';
import { connectToMain } from '../../engine/main-port';

/** Speaks the trainer's protocol and trains nothing: a run starts, and goes on until it is halted. */
const say = connectToMain<{ command: TrainerCommand; event: TrainerEvent; port: never }>(
  (command) => {
    switch (command.kind) {
      case 'train':
        say({ kind: 'started', run: command.run, stepsPerEpoch: 600 });
        break;
      case 'halt':
        say({ kind: 'halted', run: command.run, state: emptyState });
        break;
    }
  },
);

const emptyState = {
  epoch: 0,
  step: 1,
  weights: new Uint8Array(3),
  sha256: '',
  optimizer: new Uint8Array(0),
  optimizerSha256: '',
  stepLosses: Float32Array.of(200, 190, 10),
};
