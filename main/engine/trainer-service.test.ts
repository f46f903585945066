import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { TrainerCommand, TrainerEvent } from '../../shared/trainer-protocol';
import { createGraphEngine } from './graph-engine';
import { mnistFiles } from './testing/mnist';
import { TrainerService } from './trainer-service';

const run = '0198c0de-0000-7000-8000-000000000001' as RunId;
const other = '0198c0de-0000-7000-8000-000000000002' as RunId;

function trainCommand(
  input: RunConfigInput = {},
  part: Partial<Extract<TrainerCommand, { kind: 'train' }>> = {},
): TrainerCommand {
  const config = runConfigSchema.parse({
    encoderSizes: [16],
    decoderSizes: [16],
    trainLimit: 1000,
    batchSize: 10,
    epochs: 1,
    ...input,
  });
  return { kind: 'train', run, config, dataset: mnistFiles, resume: null, threads: 2, ...part };
}

function service() {
  const events: TrainerEvent[] = [];
  const listeners = new Set<(event: TrainerEvent) => void>();
  const trainer = new TrainerService(createGraphEngine, (event) => {
    events.push(event);
    for (const listener of listeners) listener(event);
  });
  const until = (kind: TrainerEvent['kind']) =>
    new Promise<TrainerEvent>((resolve) =>
      listeners.add((event) => (event.kind === kind ? resolve(event) : undefined)),
    );
  return { trainer, events, until, kinds: () => [...new Set(events.map(({ kind }) => kind))] };
}

describe('TrainerService', () => {
  it('tells of a run from start to end', async () => {
    const { trainer, events, kinds } = service();
    await trainer.handle(trainCommand());
    expect(kinds()).toEqual(['started', 'progress', 'epoch', 'done']);
    expect(events[0]).toEqual({ kind: 'started', run, stepsPerEpoch: 100 });
  });

  it('halts at the step at hand, hands over the state, and goes on from it', async () => {
    const { trainer, until, events } = service();
    const training = trainer.handle(trainCommand({ epochs: 1000 }));
    await until('progress');
    const before = events.length;
    await trainer.handle({ kind: 'halt', run });
    await training;
    // Steps that were not told of yet may be, and nothing else.
    const [last, ...others] = events.slice(before).toReversed();
    if (last?.kind !== 'halted') throw new Error(`The last event was ${last?.kind}.`);
    expect(['', 'progress']).toContain(others.map(({ kind }) => kind).join());

    const again = service();
    const resumed = again.trainer.handle(trainCommand({ epochs: 1000 }, { resume: last.state }));
    const first = await again.until('progress');
    await again.trainer.handle({ kind: 'halt', run });
    await resumed;
    if (first.kind !== 'progress') throw new Error('No progress.');
    expect(first.epoch).toBeGreaterThanOrEqual(last.state.epoch + 1);
  });

  it('ignores a halt of another run', async () => {
    const { trainer, until, events } = service();
    const training = trainer.handle(trainCommand());
    await until('progress');
    await trainer.handle({ kind: 'halt', run: other });
    await training;
    expect(events.at(-1)!.kind).toBe('done');
  });

  it('refuses a second run meanwhile, and finishes the first', async () => {
    const { trainer, events } = service();
    const training = trainer.handle(trainCommand());
    await trainer.handle(trainCommand({}, { run: other }));
    await training;
    expect(events.find(({ kind }) => kind === 'failed')).toMatchObject({
      run: other,
      error: { kind: 'conflict' },
    });
    expect(events.at(-1)).toEqual({ kind: 'done', run });
  });

  it('reports a diverging run, and trains the next', async () => {
    const { trainer, events } = service();
    await trainer.handle(trainCommand({ learningRate: 1, latentDimensions: 20, epochs: 100 }));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', run, error: { kind: 'diverged' } });
    await trainer.handle(trainCommand());
    expect(events.at(-1)).toEqual({ kind: 'done', run });
  });

  it('reports a dataset that cannot be read', async () => {
    const { trainer, events } = service();
    const dataset = { ...mnistFiles, testLabels: '/nowhere/labels' };
    await trainer.handle(trainCommand({}, { dataset }));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', run });
  });
});
