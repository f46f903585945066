import { describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { configFacts, engineFacts, measureFacts } from './facts';
import { metricsOf, runDetail } from './testing';

const valueOf = (facts: ReturnType<typeof configFacts>, label: string) =>
  facts.find((fact) => fact.label === label)?.value;

describe('configFacts', () => {
  it('words settings as the form does', () => {
    const facts = configFacts(runConfigSchema.parse({ trainLimit: 12_000, biasFromMeans: true }));
    expect(valueOf(facts, 'Condition')).toBe('Label');
    expect(valueOf(facts, 'Encoder layers')).toBe('512, 256');
    expect(valueOf(facts, 'Channels')).toBe('none');
    expect(valueOf(facts, 'Training images')).toBe('12,000 images');
    expect(valueOf(facts, 'Bias from means')).toBe('yes');
    expect(valueOf(facts, 'Seed')).toBe('1');
  });

  it('leaves out settings that nothing depends on', () => {
    expect(valueOf(configFacts(runConfigSchema.parse({})), 'Decay factor')).toBeUndefined();
    const stepped = runConfigSchema.parse({ learningRateDecay: 'step' });
    expect(valueOf(configFacts(stepped), 'Decay factor')).toBe('0.5');
  });
});

describe('measureFacts', () => {
  it('has nothing to tell before the first epoch ends', () => {
    expect(measureFacts(runDetail(), [])).toEqual([]);
  });

  it('tells how far the schedules have come, of those that there are', () => {
    const metrics = [{ ...metricsOf(3), learningRate: 0.00054321, klWeight: 0.998333 }];
    const config = runConfigSchema.parse({ learningRateDecay: 'cosine', klWarmupEpochs: 3 });
    const facts = measureFacts(runDetail({ config }), metrics);
    expect(valueOf(facts, 'Learning rate now')).toBe('0.000543');
    expect(valueOf(facts, 'KL weight now')).toBe('0.998');
    const labels = measureFacts(runDetail(), metrics).map(({ label }) => label);
    expect(labels.filter((label) => label.endsWith('now'))).toEqual([]);
  });
});

describe('engineFacts', () => {
  const engine = { tensorflow: '2', tfjs: '4', node: '20', cpu: 'any', threads: 2, memory: 1e9 };
  const inBfloat16 = runConfigSchema.parse({ precision: 'bfloat16' });

  it('says where bfloat16 was emulated', () => {
    const emulated = { ...engine, multipliesBfloat16: false };
    expect(valueOf(engineFacts(emulated, inBfloat16), 'bfloat16')).toMatch(/^emulated/);
    expect(valueOf(engineFacts(emulated, runConfigSchema.parse({})), 'bfloat16')).toBeUndefined();
  });

  it('says on which other processor the run began', () => {
    const config = runConfigSchema.parse({});
    expect(valueOf(engineFacts({ ...engine, begunOn: 'other' }, config), 'Begun on')).toBe('other');
    expect(valueOf(engineFacts(engine, config), 'Begun on')).toBeUndefined();
  });

  it('does not say so of other processors, or of runs that did not note it', () => {
    const native = { ...engine, multipliesBfloat16: true };
    expect(valueOf(engineFacts(native, inBfloat16), 'bfloat16')).toBeUndefined();
    expect(valueOf(engineFacts(engine, inBfloat16), 'bfloat16')).toBeUndefined();
  });
});
