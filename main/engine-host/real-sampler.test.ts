import { beforeAll, describe, expect, it } from 'vitest';
import { runInElectron } from './testing/electron';
import type { Life, Outcomes } from './testing/real-sampler.scenarios';

describe('the real sampler, in its process', () => {
  let outcomes: Outcomes;
  beforeAll(async () => {
    const { life } = await runInElectron<Life>(
      'main/engine-host/testing/real-sampler.scenarios.ts',
      ['main/engine/sampler.ts'],
    );
    outcomes = life;
  }, 60_000);

  it('decodes and encodes as plain arithmetic does', () => {
    expect(outcomes.accuracy.decoded).toBeLessThan(0.51);
    expect(outcomes.accuracy.encoded).toBeLessThan(1e-3);
  });

  it('says why a request fails, and answers the next', () => {
    const kinds = Object.entries(outcomes.failures).map(([name, error]) => [name, error?.kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      missing: 'not-found',
      damaged: 'database-damaged',
      latents: 'invalid-input',
      label: 'invalid-input',
      none: 'invalid-input',
      nothing: undefined,
    });
    expect(outcomes.failures['label']?.message).toBe('The model knows the labels 0 to 9, not 10.');
  });

  it('gives the same pixels at once and one by one', () => {
    expect(outcomes.together.inParts).toBe(outcomes.together.atOnce);
  });

  it('lets a small request overtake large ones, and drops an aborted one', () => {
    expect(outcomes.overtaking).toEqual(['small', 'aborted cancelled', 'large']);
  });

  it('is replaced after a kill, goes on with what was asked, and gives the same pixels again', () => {
    const { pending, before, after } = outcomes.killed;
    expect(pending).toBe(20_000 * 784);
    expect(after).toBe(before);
  });

  it('does not mind Ctrl-C', () => {
    expect(outcomes.interrupted.pixels).toBe(3 * 784);
  });
});
