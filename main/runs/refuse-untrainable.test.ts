import { afterEach, expect, test } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import type { WorkbenchError } from '../../shared/errors';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;

afterEach(() => workbench.remove());

const open = (facts: { trainCount?: number; problem?: string | null }) =>
  (workbench = testWorkbench({
    autostart: false,
    dataset: { name: 'Small', classes: 10, trainCount: 60_000, problem: null, ...facts },
  }));

const config = (batchSize: number) => runConfigSchema.parse({ batchSize });

test('a batch larger than the data is refused, of one run and of many, and nothing is stored', () => {
  const { service } = open({ trainCount: 99 });
  const issues = [
    {
      field: 'batchSize',
      message: 'Batch size must not exceed the 99 training images of “Small”.',
    },
  ];
  const refusal = expect.objectContaining({ kind: 'invalid-input', issues }) as WorkbenchError;
  expect(() => service.create({ name: '', config: config(100) })).toThrow(refusal);
  const runs = [50, 99, 100].map((batchSize) => ({ name: '', config: config(batchSize) }));
  expect(() => service.createAll(runs, [])).toThrow(refusal);
  expect(service.list()).toEqual([]);
  expect(service.createAll(runs.slice(0, 2), [])).toHaveLength(2);
});

test('a run whose dataset has lost files stays as it is when it is resumed', async () => {
  const dataset = {
    name: 'Small',
    classes: 10,
    trainCount: 60_000,
    problem: null as string | null,
  };
  workbench = testWorkbench({ autostart: false, dataset });
  const { service, queue } = workbench;
  const { id } = service.create({ name: '', config: config(100) });
  await queue.stop(id);
  dataset.problem = 'Its file train-images-idx3-ubyte is missing.';
  const words = /^“Small” cannot be trained on\. Its file train-images-idx3-ubyte is missing\./;
  expect(() => queue.resume(id)).toThrow(words);
  await expect(queue.runNow(id)).rejects.toThrow(words);
  expect(service.get(id)).toMatchObject({ status: 'stopped', error: null });
  expect(() => service.create({ name: '', config: config(100) })).toThrow(words);
});

test('networks too large to be trained and stored are refused, and those of older versions not resumed', async () => {
  const { service, queue, database } = open({});
  const large = [4096, 4096, 4096, 4096];
  const encoderSizes = { encoderSizes: large, decoderSizes: large };
  const tooLarge = runConfigSchema.parse(encoderSizes);
  const message = expect.stringMatching(
    /^These networks have 107,\d{3},\d{3} parameters\. At most 50,000,000 can be trained and stored: use fewer/,
  ) as string;
  const issues = [{ field: 'encoderSizes', message }];
  const refusal = expect.objectContaining({ kind: 'invalid-input', issues }) as WorkbenchError;
  expect(() => service.create({ name: '', config: tooLarge })).toThrow(refusal);
  expect(service.list()).toEqual([]);
  const { id } = service.create({ name: '', config: config(100) });
  await queue.stop(id);
  database
    .prepare<[string, string]>('UPDATE runs SET config = ? WHERE id = ?')
    .run(JSON.stringify(tooLarge), id);
  expect(() => queue.resume(id)).toThrow(refusal);
});
