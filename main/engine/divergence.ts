import { WorkbenchError } from '../../shared/errors';
import type { RunConfig } from '../../shared/run-config';

/** Adam rarely needs more than this; above it, a loss that is no number is most likely the rate's doing. */
const highLearningRate = 0.003;
const highBeta = 10;

/** The error of a step whose loss is no finite number: which step, what is kept, and what to change. */
export function divergedAt(
  config: RunConfig,
  place: string,
  epochsDone: number,
  [loss, reconstruction, kl]: Float32Array,
): WorkbenchError {
  const kept =
    epochsDone === 0
      ? 'No epoch was finished, so no checkpoint was stored.'
      : `The last good checkpoint, of epoch ${epochsDone}, is kept.`;
  return new WorkbenchError({
    kind: 'diverged',
    message:
      `The training diverged: at ${place} the loss was ${loss} `
      + `(reconstruction ${reconstruction}, KL ${kl}). ${kept}`,
    remedy: likelyCause(config, Number.isFinite(reconstruction)),
  });
}

function likelyCause(
  { learningRate, beta, freeBits, precision }: RunConfig,
  reconstructionIsFinite: boolean,
): string {
  if (learningRate > highLearningRate) {
    return `The likely cause is the learning rate of ${learningRate}: try ${Number((learningRate / 10).toPrecision(2))} or less, down to 0.001.`;
  }
  if (beta > highBeta && reconstructionIsFinite) {
    return `The likely cause is beta, ${beta}: lower it, or let it rise slowly with a KL warm-up.`;
  }
  if (precision === 'bfloat16') {
    return 'The likely cause is the precision: try float32, or a lower learning rate.';
  }
  const warmUp = freeBits === 0 ? ', or let the KL weight rise slowly with a KL warm-up' : '';
  return `Try a lower learning rate, such as ${Number((learningRate / 3).toPrecision(2))}${warmUp}.`;
}
