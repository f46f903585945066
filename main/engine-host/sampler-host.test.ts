import { beforeAll, describe, expect, it } from 'vitest';
import { runInElectron } from './testing/electron';
import type { Outcomes } from './testing/sampler-host.scenarios';

describe('the sampler as main sees it', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    outcomes = await runInElectron<Outcomes>('main/engine-host/testing/sampler-host.scenarios.ts', [
      'main/engine-host/testing/fake-sampler.ts',
    ]);
  }, 60_000);

  it('starts with the first request, hands out weights, and pairs replies with requests', () => {
    expect(outcomes.answers).toEqual({
      runsBeforeItIsNeeded: false,
      decoded: [
        [1, 77, 0],
        [2, 77, 0],
        [3, 77, 0],
      ],
      encoded: [2, -1],
    });
  });

  it('rejects with the reason why there are no weights', () => {
    expect(outcomes.missing).toEqual({
      kind: 'not-found',
      message: 'There is no such checkpoint.',
    });
  });

  it('cancels what the signal aborts, and tells the sampler', () => {
    const cancelled = { kind: 'cancelled', message: 'The request was cancelled.' };
    expect(outcomes.cancelled).toEqual({ before: cancelled, during: cancelled, told: 1 });
  });

  it('rejects what makes the sampler crash, and all that waits with it, says so, and goes on with a new one', () => {
    const { pending, log, then } = outcomes.crashed;
    expect(pending.map((failure) => failure?.kind)).toEqual(['engine-crashed', 'engine-crashed']);
    expect(log).toContain('The sampler ended unexpectedly: exit code 6, SIGABRT');
    expect(then).toEqual([4, 77, 0]);
  });

  it('rejects when the sampler does not start, and tries again with the next request', () => {
    const { failures, then } = outcomes.stillborn;
    expect(failures.map((failure) => failure?.kind)).toEqual(['engine-crashed', 'engine-crashed']);
    expect(then).toEqual([1, 77, 0]);
  });

  it('asks again what waits when the sampler is killed, and rejects it when that is killed too', () => {
    expect(outcomes.killed.map((failure) => failure?.kind)).toEqual([
      'engine-crashed',
      'engine-crashed',
    ]);
  });

  it('leaves no request pending when client or host are disposed of', () => {
    expect(outcomes.disposed.map((failure) => failure?.kind)).toEqual([
      'cancelled',
      'engine-crashed',
    ]);
  });
});
