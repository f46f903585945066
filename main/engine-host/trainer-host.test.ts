import { beforeAll, describe, expect, it } from 'vitest';
import { runInElectron } from './testing/electron';
import type { Outcomes } from './testing/trainer-host.scenarios';

describe('the trainer as main sees it', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runInElectron<Outcomes>('main/engine-host/testing/trainer-host.scenarios.ts', [
      'main/engine-host/testing/fake-trainer.ts',
    ]);
  }, 60_000);

  it('starts with the first run, and stays for the next', () => {
    expect(outcomes.life).toEqual({
      runsBeforeItIsNeeded: false,
      kinds: ['started', 'halted', 'started', 'halted'],
      sameProcess: true,
      stateArrived: true,
    });
  });

  it('trains one run at a time', () => {
    expect(outcomes.secondStart).toMatch(/^Error: Run \S+ is being trained\.$/);
  });

  it('reports a kill in training once, says what was kept, and is replaced', () => {
    const { crash, kinds, sameProcess } = outcomes.killedInTraining;
    expect(crash).toEqual({
      kind: 'crashed',
      run: expect.stringMatching(/1$/) as unknown,
      error: {
        kind: 'engine-crashed',
        message:
          'The training process ended unexpectedly (exit code 9, SIGKILL). '
          + 'Every finished epoch and the last checkpoint were kept.',
        remedy: expect.stringContaining('memory') as unknown,
      },
    });
    expect({ kinds, sameProcess }).toEqual({
      kinds: ['started', 'crashed', 'started'],
      sameProcess: false,
    });
  });

  it('replaces a process that died between two runs without a word', () => {
    expect(outcomes.killedIdle).toEqual({
      kinds: ['started', 'halted', 'started'],
      sameProcess: false,
    });
  });

  it('does not report its own end', () => {
    expect(outcomes.disposedInTraining).toEqual(['started']);
  });

  it('tells nobody who no longer listens', () => {
    expect(outcomes.unsubscribed).toBe(1);
  });
});
