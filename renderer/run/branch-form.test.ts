import { describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { branchTexts, otherBranchKeys, readBranchTexts } from './branch-form';

const parent = runConfigSchema.parse({ epochs: 50, learningRate: 0.001, beta: 1 });
const read = (epoch: number, typed: Partial<ReturnType<typeof branchTexts>>) =>
  readBranchTexts(parent, epoch, { ...branchTexts(parent, epoch), ...typed });

describe('branchTexts', () => {
  it('keeps the epochs while some are left, and adds ten after the last', () => {
    expect(branchTexts(parent, 20)).toMatchObject({ epochs: '50', learningRate: '0.001' });
    expect(branchTexts(parent, 50).epochs).toBe('60');
  });
});

describe('readBranchTexts', () => {
  it('tells what differs from the parent, and nothing else', () => {
    expect(read(20, {}).changes).toEqual({});
    expect(read(20, { learningRate: '3e-4', beta: '1.0' }).changes).toEqual({
      learningRate: 0.0003,
    });
    expect(read(50, { learningRateDecay: 'cosine' }).changes).toEqual({
      epochs: 60,
      learningRateDecay: 'cosine',
    });
  });

  it('says beside each field what is wrong with it', () => {
    const { changes, issues } = read(20, { epochs: '20', beta: '1' });
    expect(changes).toBeNull();
    expect(issues.get('epochs')).toContain('more than the 20');
    expect(read(20, { learningRate: '0,001' }).issues.get('learningRate')).toContain('point');
    expect([...read(20, { epochs: '', beta: 'x' }).issues.keys()]).toEqual(['epochs', 'beta']);
  });

  it('passes over a field that says nothing beside the others', () => {
    const hidden = { learningRateDecay: 'none', decayEvery: 'nonsense' };
    expect(read(20, hidden).changes).toEqual({});
    expect(read(20, { ...hidden, learningRateDecay: 'step' }).issues.has('decayEvery')).toBe(true);
  });
});

describe('otherBranchKeys', () => {
  it('has the parts of a decay in steps only where there is one', () => {
    const texts = branchTexts(parent, 1);
    expect(otherBranchKeys(parent, texts)).not.toContain('decayEvery');
    expect(otherBranchKeys(parent, { ...texts, learningRateDecay: 'step' })).toContain(
      'decayEvery',
    );
  });
});
