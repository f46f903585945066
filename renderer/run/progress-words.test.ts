import { describe, expect, it } from 'vitest';
import { progressWords } from './progress-words';
import { checkpoint, progress, runDetail } from './testing';

const words = (...args: Parameters<typeof runDetail>) =>
  progressWords(runDetail(...args), null, 600);

describe('progressWords', () => {
  it('tells epoch, step, speed and time left while training', () => {
    const run = runDetail({ status: 'running' });
    const told = progressWords(run, progress({ epoch: 3, step: 300, secondsLeft: 192 }), 600);
    expect(told.where).toBe('Epoch 3 of 50, step 300 of 600');
    expect(told.facts).toEqual(['25,000 images/s', '3 min 12 s left']);
    expect(told.share).toBeCloseTo(2.5 / 50);
  });

  it('tells of testing, of an unknown time left, and of starting', () => {
    const run = runDetail({ status: 'running' });
    const told = progressWords(run, progress({ step: 600, secondsLeft: null }), 600);
    expect(told.where).toContain('testing');
    expect(told.facts).toContain('estimating time left');
    expect(words({ status: 'running' }).where).toContain('Starting');
  });

  it('tells what a halted run kept, to the step', () => {
    const told = words({ status: 'paused', checkpoints: [checkpoint(2), checkpoint(2, 240)] });
    expect(told.where).toBe('Kept up to step 240 of epoch 3');
    expect(told.share).toBeCloseTo(2.4 / 50);
    expect(words({ status: 'failed' }).where).toBe('Nothing trained yet');
  });

  it('tells whether a queued run is new', () => {
    expect(words({ status: 'queued' }).where).toBe('Waiting in the queue');
    expect(words({ status: 'queued', checkpoints: [checkpoint(4)] }).where).toBe(
      'Waiting in the queue, to go on after epoch 4 of 50',
    );
  });

  it('sums up what is done', () => {
    const told = words({
      status: 'done',
      epochsDone: 50,
      bestTestLoss: 127.981,
      bestEpoch: 48,
      trainingSeconds: 125,
      imagesPerSecond: 25_000,
    });
    expect(told.where).toBe('50 epochs done, best test loss 127.98 in epoch 48');
    expect(told.facts).toEqual(['25,000 images/s', 'trained in 2 min 5 s']);
    expect(told.share).toBe(1);
  });
});
