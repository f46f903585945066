import type { Context } from '../context';
import { runInElectron } from '../processes';
import { resultOf, type Findings } from '../results';
import { percentile } from '../statistics';
import type { Latencies, LatencyTask } from './latency';

const requests = [
  { digits: 1, count: 300 },
  { digits: 100, count: 300 },
  { digits: 1000, count: 60 },
];
const percentiles = [50, 95, 99];

/** Time from a request to its pixels; a run's values are percentiles of all its requests. */
export async function measureDecoding({
  options,
  programs,
  mnist,
  say,
}: Context): Promise<Findings> {
  say('Decoding, idle and while training');
  const slice = options.quick ? 10 : 1;
  const measured = await runInElectron<Latencies[]>(programs, 'latency', {
    trainer: `${programs.root}/build/main/trainer.js`,
    sampler: `${programs.root}/build/main/sampler.js`,
    mnist,
    rounds: options.runs,
    requests: requests.map(({ digits, count }) => ({ digits, count: count / slice })),
  } satisfies LatencyTask);
  const results = measured.flatMap(({ digits, training, rounds }) =>
    percentiles.map((percent) =>
      resultOf(
        'decode',
        `${digits.toLocaleString('en')} ${digits === 1 ? 'digit' : 'digits'}, ${training ? 'training' : 'idle'}, p${percent}`,
        'ms',
        rounds.map((times) => percentile(times, percent)),
      ),
    ),
  );
  return { results, versions: {} };
}
