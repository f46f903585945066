import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { Context } from '../context';
import { nodeWorker, Worker } from '../processes';
import { resultOf, type Findings, type Result, type Versions } from '../results';
import type { EpochTask, EpochTime, TrainerIntroduction } from './epochs';

/** One way to train the same network on the same images. */
interface Contestant {
  readonly name: string;
  readonly start: () => Worker;
}

/** Images of an epoch: MNIST's training set, and what a quick look or a sweep makes do with. */
const epochImages = { full: 60_000, sweep: 12_000, quick: 3_000 } as const;

const widths = [1, 2, 4] as const;
const batchSizes = [100, 250, 1000] as const;

/** The seed's network in every engine and, if there is one, in PyTorch; with `--sizes`, larger ones too. */
export async function measureTraining(context: Context): Promise<Findings> {
  const { quick, sizes } = context.options;
  const images = quick ? epochImages.quick : epochImages.full;
  const findings = [await compare(context, {}, images, '')];
  if (sizes) {
    const fewer = quick ? epochImages.quick : epochImages.sweep;
    for (const width of widths) {
      for (const batchSize of batchSizes) {
        const config = {
          encoderSizes: [512 * width, 256 * width],
          decoderSizes: [256 * width, 512 * width],
          batchSize,
        };
        findings.push(
          await compare(context, config, fewer, `, width x${width}, batch ${batchSize}`),
        );
      }
    }
  }
  return {
    results: findings.flatMap(({ results }) => results),
    versions: findings.reduce<Versions>((all, { versions }) => ({ ...all, ...versions }), {}),
  };
}

/**
 * Lets all contestants train an epoch in turn, so that what else the machine does meets all alike. They
 * keep the memory of their process, and its warm caches, from one epoch to the next; the first is not
 * counted.
 */
async function compare(
  context: Context,
  config: RunConfigInput,
  images: number,
  suffix: string,
): Promise<Findings> {
  const { options, say } = context;
  const field = contestants(context, config, images).map(({ name, start }) => ({
    name,
    worker: start(),
    times: [] as EpochTime[],
  }));
  try {
    let versions = {};
    for (const { worker } of field) {
      versions = { ...versions, ...(await worker.reply<TrainerIntroduction>()).versions };
    }
    for (let round = 0; round <= options.runs; round++) {
      for (const { name, worker, times } of field) {
        const time = await worker.ask<EpochTime>('epoch');
        const isWarmUp = round === 0;
        say(`${name}${suffix}: ${time.seconds.toFixed(2)} s${isWarmUp ? ' (warm-up)' : ''}`);
        if (!isWarmUp) times.push(time);
      }
    }
    return { results: resultsOf(field, images, suffix), versions };
  } finally {
    await Promise.all(field.map(({ worker }) => worker.end()));
  }
}

interface Times {
  readonly name: string;
  readonly times: readonly EpochTime[];
}

function resultsOf(field: readonly Times[], images: number, suffix: string): Result[] {
  const add = (name: string, unit: string, runs: number[]) =>
    resultOf('train', name + suffix, unit, runs);
  const ratios = (reference: string) => {
    const base = field.find(({ name }) => name === reference)?.times;
    if (base === undefined) return [];
    return field
      .filter(({ name }) => name !== reference)
      .map(({ name, times }) =>
        add(
          `${name} / ${reference}`,
          'of its time',
          times.map(({ seconds }, round) => seconds / base[round]!.seconds),
        ),
      );
  };
  return [
    ...field.flatMap(({ name, times }) => [
      add(
        name,
        's/epoch',
        times.map(({ seconds }) => (seconds * epochImages.full) / images),
      ),
      add(
        name,
        'images/s',
        times.map(({ seconds }) => images / seconds),
      ),
      add(
        `${name}, peak memory`,
        'MiB',
        times.map(({ peakBytes }) => peakBytes / 2 ** 20),
      ),
    ]),
    ...ratios('eager'),
    ...ratios('PyTorch'),
  ];
}

function contestants(
  { options, programs, mnist }: Context,
  input: RunConfigInput,
  images: number,
): Contestant[] {
  const config = (precision: 'float32' | 'bfloat16') =>
    runConfigSchema.parse({ ...input, precision, trainLimit: images });
  const engine = (name: string, task: Omit<EpochTask, 'mnist'>): Contestant => ({
    name,
    start: () => nodeWorker(programs, 'epochs', { ...task, mnist } satisfies EpochTask),
  });
  const ours = [
    engine('eager', { engine: 'eager', config: config('float32') }),
    engine('graph float32', { engine: 'graph', config: config('float32') }),
    engine('graph bfloat16', { engine: 'graph', config: config('bfloat16') }),
  ];
  const { python } = options;
  if (python === null) return ours;
  const script = `${programs.root}/bench/train/pytorch_baseline.py`;
  const task = JSON.stringify({ config: config('float32'), mnist });
  return [...ours, { name: 'PyTorch', start: () => new Worker(python, [script, task]) }];
}
