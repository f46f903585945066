import { describe, expect, it } from 'vitest';
import { expectedTime, type MeasuredSpeed } from './expected-time';
import { multiplications } from './multiplications';
import { runConfigSchema, type RunConfigInput } from './run-config';

const datasets = { mnist: { train: 60_000, test: 10_000 } };
const config = (input: RunConfigInput = {}) => runConfigSchema.parse(input);
const speed = (imagesPerSecond: number, input: RunConfigInput = {}): MeasuredSpeed => ({
  config: config(input),
  imagesPerSecond,
  startSeconds: null,
});

describe('multiplications', () => {
  it('are those of every kernel', () => {
    const encoder = 794 * 512 + 512 * 256 + 256 * 4;
    const decoder = 12 * 256 + 256 * 512 + 512 * 784;
    expect(multiplications(config())).toEqual({ learning: encoder + decoder, baseline: 0 });
  });

  it('of convolutions count each output', () => {
    const { learning } = multiplications(
      config({ channels: [32], encoderSizes: [10], decoderSizes: [10], conditioning: 'none' }),
    );
    const features = 14 * 14 * 32;
    const convolution = 14 * 14 * 9 * 32;
    expect(learning).toBe(2 * convolution + features * 10 + 10 * 4 + (2 * 10 + 10 * features));
  });

  it('of a model that completes images have a prior and a baseline', () => {
    const sizes = { encoderSizes: [10], decoderSizes: [10] };
    const { learning, baseline } = multiplications(
      config({ ...sizes, conditioning: 'quadrants-1' }),
    );
    expect(learning).toBe(2 * (7840 + 40) + (20 + 7840));
    expect(baseline).toBe(2 * 7840);
  });
});

describe('the expected time', () => {
  it('is not known where nothing was measured', () => {
    expect(expectedTime(config(), { speeds: [], datasets })).toBeNull();
    const unknown = config({ dataset: 'other' });
    expect(expectedTime(unknown, { speeds: [speed(1000)], datasets })).toBeNull();
  });

  it('is that of the same network, a test image counting a third', () => {
    const speeds = [speed(20_000, { seed: 7, epochs: 3 }), speed(1, { latentDimensions: 20 })];
    expect(expectedTime(config({ epochs: 10 }), { speeds, datasets })).toEqual({
      seconds: expect.closeTo((10 * (60_000 + 10_000 / 3)) / 20_000) as number,
      basis: 'measured',
    });
  });

  it('takes the median of the newest measurements', () => {
    const speeds = [20, 21, 1, 19, 22, 5000].map((each) => speed(each * 1000));
    const expected = expectedTime(config({ epochs: 1 }), { speeds, datasets });
    expect(expected?.seconds).toBeCloseTo((60_000 + 10_000 / 3) / 20_000);
  });

  it('counts the training images there are, and the epochs that are left', () => {
    const given = { speeds: [speed(1000)], datasets: { mnist: { train: 60_000, test: 0 } } };
    const limited = config({ epochs: 4, trainLimit: 2000 });
    expect(expectedTime(limited, given)?.seconds).toBeCloseTo(8);
    expect(expectedTime(limited, given, 3)?.seconds).toBeCloseTo(2);
    expect(expectedTime(limited, given, 4)?.seconds).toBe(0);
    const all = config({ epochs: 1, trainLimit: 100_000 });
    expect(expectedTime(all, given)?.seconds).toBeCloseTo(60);
  });

  it('counts what starting takes, of the runs that were not paused', () => {
    const starts = [null, 3, 400, 2.5].map((startSeconds) => ({ ...speed(1000), startSeconds }));
    const given = { speeds: starts, datasets: { mnist: { train: 60_000, test: 0 } } };
    const brief = config({ epochs: 2, trainLimit: 1000 });
    expect(expectedTime(brief, given)?.seconds).toBeCloseTo(2.5 + 2);
    expect(expectedTime(brief, given, 2)?.seconds).toBe(0);
  });

  it('is scaled from the run that is most alike', () => {
    const wide = { encoderSizes: [1024, 512], decoderSizes: [512, 1024] };
    const speeds = [
      speed(400, { channels: [32, 64], encoderSizes: [256], decoderSizes: [256] }),
      speed(9000, { precision: 'bfloat16' }),
      speed(20_000),
    ];
    const learning = (input: RunConfigInput) => multiplications(config(input)).learning;
    const mostly = (learning(wide) / learning({})) * 0.9;
    const expected = expectedTime(config({ ...wide, epochs: 1 }), { speeds, datasets });
    expect(expected?.basis).toBe('scaled');
    const measured = (60_000 + 10_000 / 3) / 20_000;
    expect(expected!.seconds / measured).toBeGreaterThan(mostly);
    expect(expected!.seconds / measured).toBeLessThan(learning(wide) / learning({}));
  });

  it('does not take the steps of a small network for multiplications alone', () => {
    const small = { encoderSizes: [16], decoderSizes: [16] };
    const given = { speeds: [speed(31_000, small)], datasets };
    const seconds = expectedTime(config({ epochs: 1 }), given)!.seconds;
    expect(seconds).toBeGreaterThan(6);
    expect(seconds).toBeLessThan(20);
  });

  it('counts the baseline’s own training, once', () => {
    const quadrants = { conditioning: 'quadrants-1', epochs: 2, baselineEpochs: 5 } as const;
    const speeds = [speed(10_000, quadrants)];
    const whole = expectedTime(config(quadrants), { speeds, datasets })!.seconds;
    const rest = expectedTime(config(quadrants), { speeds, datasets }, 1)!.seconds;
    const { learning, baseline } = multiplications(config(quadrants));
    const ofBaseline = (5 * 60_000 * 3 * baseline) / (10_000 * (3 * learning + baseline));
    expect(whole - 2 * rest).toBeCloseTo(ofBaseline);
  });
});
