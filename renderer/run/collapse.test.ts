import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import { collapseWarning } from './collapse';
import { metricsOf } from './testing';

const warn = (activeUnits: number, config: RunConfigInput) =>
  collapseWarning(runConfigSchema.parse(config), { ...metricsOf(7), activeUnits });

describe('collapseWarning', () => {
  it('says nothing while enough dimensions are active, or nothing is measured', () => {
    expect(collapseWarning(runConfigSchema.parse({}), undefined)).toBeNull();
    for (const [active, dimensions] of [
      [1, 1],
      [2, 2],
      [5, 20],
      [8, 256],
    ] as const) {
      expect(warn(active, { latentDimensions: dimensions })).toBeNull();
    }
  });

  it('tells a full collapse from a partial one', () => {
    expect(warn(0, { latentDimensions: 20 })?.message).toBe(
      'The posterior has collapsed onto the prior after epoch 7: none of its 20 latent dimensions tells the decoder anything of the image.',
    );
    expect(warn(0, { latentDimensions: 1 })?.message).toContain('tells the decoder nothing');
    expect(warn(1, { latentDimensions: 2 })?.message).toMatch(/^Only 1 of 2 .* is active/);
    expect(warn(4, { latentDimensions: 20 })?.message).toMatch(/^Only 4 of 20 .* are active/);
    expect(warn(7, { latentDimensions: 256 })).not.toBeNull();
  });

  it('advises what the run has not tried', () => {
    expect(warn(0, { beta: 4 })?.advice).toMatch(/KL warm-up over .* below 4, .* free bits, such/);
    const tried = { klWarmupEpochs: 10, freeBits: 0.1, epochs: 20 };
    expect(warn(0, tried)?.advice).toMatch(/longer than 10 epochs .* more free bits than 0.1/);
  });
});
