import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../../shared/metrics';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import { scaleGap } from './comparable';
import { measureRows, settingRows, type TableRun } from './table-rows';

function run(config: RunConfigInput, testLoss: number, measures: RunDetail['measures'] = []) {
  const detail = {
    config: runConfigSchema.parse(config),
    bestTestLoss: testLoss,
    bestNegativeElbo: testLoss,
    bestEpoch: 3,
    epochsDone: 3,
    trainingSeconds: 60,
    measures,
  } as unknown as RunDetail;
  const metrics = [
    { testLoss, testReconstruction: testLoss - 5, testKl: 5, trainLoss: 1, seconds: 2 },
  ] as unknown as EpochMetrics[];
  return { detail, metrics };
}

const find = <Row extends { readonly label: string }>(rows: readonly Row[], label: string): Row =>
  rows.find((row) => row.label === label)!;

describe('settingRows', () => {
  it('tells which settings differ', () => {
    const rows = settingRows([run({ latentDimensions: 2 }, 1), run({ latentDimensions: 20 }, 1)]);
    expect(find(rows, 'Latent dimensions')).toMatchObject({ values: ['2', '20'], differs: true });
    expect(rows.filter(({ differs }) => differs)).toHaveLength(1);
    expect(rows.map(({ label }) => label)).not.toContain('Decay every');
  });

  it('leaves out of account what is gone', () => {
    const rows = settingRows([run({ beta: 2 }, 1), null]);
    expect(find(rows, 'Beta')).toMatchObject({ values: ['2', '–'], differs: false });
  });
});

describe('measureRows', () => {
  const best = (runs: readonly TableRun[], label: string) => find(measureRows(runs), label).isBest;

  it('marks the lowest loss', () => {
    expect(best([run({}, 128), run({}, 120), null], 'Best test loss')).toEqual([
      false,
      true,
      false,
    ]);
    expect(best([run({}, 128), run({}, 128)], 'Best test loss')).toEqual([false, false]);
  });

  it('marks none where losses are not on one scale', () => {
    const betas = [run({ beta: 4 }, 150), run({}, 120)];
    expect(best(betas, 'Best test loss')).toEqual([false, false]);
    expect(best(betas, '−ELBO')).toEqual([false, true]);
    const likelihoods = [run({ likelihood: 'continuous-bernoulli' }, -900), run({}, 120)];
    expect(best(likelihoods, '−ELBO')).toEqual([false, false]);
  });

  it('marks the fastest only of those that train on the same images', () => {
    const slower = run({}, 1);
    const faster = { ...run({}, 1), metrics: [{ ...run({}, 1).metrics[0]!, seconds: 1 }] };
    expect(best([slower, faster], 'Seconds per epoch')).toEqual([false, true]);
    const fewer = { ...faster, detail: run({ trainLimit: 2000 }, 1).detail };
    expect(best([slower, fewer], 'Seconds per epoch')).toEqual([false, false]);
  });

  it('shows what was measured on demand, and where more is better', () => {
    const measure = (value: number) =>
      [
        { name: 'label-agreement', value, samples: 1000, details: {}, epoch: 3 },
      ] as unknown as RunDetail['measures'];
    const runs = [run({}, 1, measure(0.9)), run({}, 1, measure(0.95)), run({}, 1)];
    expect(best(runs, 'Label agreement')).toEqual([false, true, false]);
    const apart = [run({}, 1, measure(0.9)), run({ dataset: 'other' }, 1, measure(0.95))];
    expect(best(apart, 'Label agreement')).toEqual([false, false]);
    const fewer = measure(0.95).map((each) => ({ ...each, samples: 10 }));
    const uneven = [run({}, 1, measure(0.9)), run({}, 1, fewer)];
    expect(best(uneven, 'Label agreement')).toEqual([false, false]);
    const labels = measureRows([run({}, 1)]).map(({ label }) => label);
    expect(labels).not.toContain('Label agreement');
  });
});

describe('scaleGap', () => {
  it('says why losses cannot be compared', () => {
    const words = (...configs: RunConfigInput[]) =>
      scaleGap(configs.map((config) => run(config, 1).detail));
    expect(words({}, { seed: 2 })).toBeNull();
    expect(words({}, { conditioning: 'none' })).toBeNull();
    expect(words({}, { beta: 2 })).toBeNull();
    expect(words({}, { conditioning: 'quadrants-1' })).toContain('not comparable');
    expect(words({ conditioning: 'quadrants-1' }, { conditioning: 'quadrants-2' })).toContain(
      'not comparable',
    );
  });
});
