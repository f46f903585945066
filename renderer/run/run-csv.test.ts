import { describe, expect, it } from 'vitest';
import { joinPieces, runCsv } from './run-csv';
import { StepHistory } from './step-history';
import { metricsOf } from './testing';

const rowsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));

describe('runCsv', () => {
  it('has a row for each step, and the measures of the epoch with its last', async () => {
    const history = new StepHistory(2, 2);
    history.write({ epoch: 1, step: 2, losses: Float32Array.of(0.1, 0.2, 0.3, 4, 5, 6) });
    history.write({ epoch: 2, step: 1, losses: Float32Array.of(7, 8, 9) });
    const [head, ...rows] = rowsOf(await joinPieces(runCsv(history, [metricsOf(1)])));
    expect(head!.slice(0, 8).join()).toBe(
      'epoch,step,loss,reconstruction,kl,train_loss,train_reconstruction,train_kl',
    );
    expect(rows.map((row) => row.length)).toEqual([15, 15, 15]);
    expect(rows[0]!.slice(0, 6)).toEqual([
      '1',
      '1',
      ...[0.1, 0.2, 0.3].map((x) => String(Math.fround(x))),
      '',
    ]);
    expect(rows[1]!.slice(0, 7)).toEqual(['1', '2', '4', '5', '6', '130', '124']);
    expect(rows[2]!.slice(0, 6)).toEqual(['2', '1', '7', '8', '9', '']);
  });

  it('has the steps of a branch from its own first on, and epochs without steps', async () => {
    const history = new StepHistory(2, 2);
    history.write({ epoch: 3, step: 2, losses: new Float32Array(6).fill(1) });
    const [, ...rows] = rowsOf(await joinPieces(runCsv(history, [metricsOf(3), metricsOf(4)])));
    expect(rows.map(([epoch, step]) => `${epoch}/${step}`)).toEqual(['3/1', '3/2', '4/']);
    expect(rows[2]![8]).toBe('131');
  });

  it('leaves no step of very many out, and changes none', async () => {
    const history = new StepHistory(600, 2);
    const losses = Float32Array.from({ length: 600 * 3 }, (_, index) => Math.sin(index) * 300);
    for (let epoch = 1; epoch <= 100; epoch++) history.write({ epoch, step: 600, losses });
    const [, ...rows] = rowsOf(await joinPieces(runCsv(history, [])));
    expect(rows).toHaveLength(60_000);
    const isExact = rows.every(([, step, ...values], index) => {
      const at = (Number(step) - 1) * 3;
      return (
        Number(step) === (index % 600) + 1
        && [0, 1, 2].every((part) => Number(values[part]) === losses[at + part])
      );
    });
    expect(isExact).toBe(true);
  });
});
