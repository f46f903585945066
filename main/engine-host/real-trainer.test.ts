import { beforeAll, describe, expect, it } from 'vitest';
import { mnistFiles } from '../engine/testing/mnist';
import { runInElectron } from './testing/electron';
import type { Outcomes } from './testing/real-trainer.scenarios';

describe('the real trainer, in its process', () => {
  let outcomes: Outcomes['life'];
  beforeAll(async () => {
    const { life } = await runInElectron<Outcomes>(
      'main/engine-host/testing/real-trainer.scenarios.ts',
      ['main/engine/trainer.ts'],
      { DATASET: JSON.stringify(mnistFiles) },
    );
    outcomes = life;
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
});
