import type { RunConfig } from '../../../shared/run-config';
import type { TrainingState } from '../../../shared/trainer-protocol';
import type { Dataset } from '../data/idx';
import type { Engine } from '../engine';
import { train } from '../train';

/** Trains for some steps, a baseline's counted, or to the end; returns the last state. */
export async function trainFor(
  engine: Engine,
  config: RunConfig,
  dataset: Dataset,
  resume: TrainingState | null,
  steps = Infinity,
): Promise<TrainingState> {
  const halt = new AbortController();
  const countDown = () => {
    steps--;
    if (steps === 0) halt.abort();
  };
  const counted: Engine = {
    // Training halts after the steps that it asked for together: to halt after any, it asks for them singly.
    stepsAtOnce: steps === Infinity ? engine.stepsAtOnce : 1,
    steps(batches) {
      for (const _ of batches) countDown();
      return engine.steps(batches);
    },
    baselineStep(step) {
      countDown();
      return engine.baselineStep(step);
    },
    evaluate: (from, to) => engine.evaluate(from, to),
    decode: (latents, conditions) => engine.decode(latents, conditions),
    read: () => engine.read(),
    write: (state) => engine.write(state),
    close: () => engine.close(),
  };
  let last: TrainingState | null = null;
  const halted = await train(counted, {
    config,
    dataset,
    resume,
    halt: halt.signal,
    onProgress: () => undefined,
    onEpoch: ({ state }) => (last = state),
  });
  return halted ?? last!;
}
