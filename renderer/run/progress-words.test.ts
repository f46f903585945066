import { describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { progressWords } from './progress-words';
import { checkpoint, progress, runDetail } from './testing';

const words = (...args: Parameters<typeof runDetail>) =>
  progressWords(runDetail(...args), null, 600);

describe('progressWords', () => {
  it('tells epoch, step, speed and time left while training', () => {
    const run = runDetail({ status: 'running' });
    const told = progressWords(
      run,
      progress({ epoch: 3, step: 300, share: 0.05, secondsLeft: 192 }),
      600,
    );
    expect(told.where).toBe('Epoch 3 of 50, step 300 of 600');
    expect(told.facts).toEqual(['25,000 images/s', '3 min 12 s left']);
    expect(told.share).toBe(0.05);
  });

  it('tells of testing, of an unknown time left, and of starting', () => {
    const run = runDetail({ status: 'running' });
    const told = progressWords(run, progress({ step: 600, secondsLeft: null }), 600);
    expect(told.where).toContain('testing');
    expect(told.facts).toContain('estimating time left');
    expect(words({ status: 'running' }).where).toContain('Starting');
  });

  it('tells no speed and no time left while no step ends', () => {
    const stalled = progress({ imagesPerSecond: null, secondsLeft: null });
    expect(progressWords(runDetail({ status: 'running' }), stalled, 600).facts).toEqual([]);
  });

  it('tells of the baseline that is trained first, and that a halted run kept it', () => {
    const baseline = { epoch: 2, epochs: 5, step: 600, loss: 130 };
    const run = runDetail({ status: 'running' });
    expect(progressWords(run, progress({ step: 0, baseline }), 600).where).toBe(
      'Baseline’s epoch 2 of 5, step 600 of 600',
    );
    const config = runConfigSchema.parse({ conditioning: 'quadrants-1' });
    const halted = { status: 'paused', checkpoints: [checkpoint(0)] } as const;
    expect(words({ ...halted, config }).where).toBe('Kept within the training of its baseline');
    expect(words(halted).where).toBe('Nothing trained yet');
  });

  it('tells what a halted run kept, to the step', () => {
    const told = words({ status: 'paused', checkpoints: [checkpoint(2), checkpoint(2, 240)] });
    expect(told.where).toBe('Kept up to step 240 of epoch 3');
    expect(told.share).toBeCloseTo(2.4 / 50);
    expect(words({ status: 'failed' }).where).toBe('Nothing kept');
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
