import { beforeAll, describe, expect, it } from 'vitest';
import { mnistFiles } from '../engine/testing/mnist';
import { runInElectron } from './testing/electron';
import type { Outcomes } from './testing/real-trainer.scenarios';

describe('the real trainer, in its process', () => {
  let outcomes: Outcomes['life'];
  let cores: Outcomes['cores'];
  beforeAll(async () => {
    const scenarios = await runInElectron<Outcomes>(
      'main/engine-host/testing/real-trainer.scenarios.ts',
      ['main/engine/trainer.ts'],
      { DATASET: JSON.stringify(mnistFiles) },
    );
    outcomes = scenarios.life;
    cores = scenarios.cores;
  }, 60_000);

  it('trains', () => {
    expect(outcomes.trained).toEqual(['ready', 'started', 'epoch', 'done']);
  });

  it('does not mind Ctrl-C, and can be halted', () => {
    expect(outcomes.interruptedThenHalted).toEqual(['halted']);
  });

  it('is reported when it is killed, and replaced by the next run', () => {
    expect(outcomes.killed).toMatchObject({ kind: 'crashed', error: { kind: 'engine-crashed' } });
    expect(outcomes.afterwards).toEqual(['ready', 'started', 'epoch', 'done']);
  });

  it('computes the same bytes with as many threads, however few cores there are', () => {
    expect(cores.onAll).toMatchObject({ threads: 2, weights: expect.any(String) as string });
    expect(cores.onOne).toEqual(cores.onAll);
    expect(cores.ofOne.threads).toBe(1);
  });
});
