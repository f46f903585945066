import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunSummary } from '../../shared/runs';
import { runSummary, testRunId } from '../../shared/testing/runs';

type Changes = Partial<Omit<RunSummary, 'id' | 'config'>> & { readonly config?: RunConfigInput };

/** A run for tests: the `number`th made, a finished seed run but for `changes`. */
export function testRun(number: number, { config = {}, ...changes }: Changes = {}): RunSummary {
  return runSummary({
    id: testRunId(number),
    name: `Run ${number}`,
    status: 'done',
    config: runConfigSchema.parse(config),
    colour: number % 8,
    createdAt: 1_700_000_000_000 + number * 60_000,
    epochsDone: 50,
    bestTestLoss: 128,
    bestEpoch: 50,
    bestNegativeElbo: 128,
    imagesPerSecond: 20_000,
    ...changes,
  });
}
