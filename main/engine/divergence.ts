import { WorkbenchError } from '../../shared/errors';
import { formatNats } from '../../shared/nats';
import type { RunConfig } from '../../shared/run-config';

/** Adam rarely needs more than this; above it, a loss that is no number is most likely the rate's doing. */
const highLearningRate = 0.003;
const highBeta = 10;

/**
 * The error of a loss that is no finite number: where it was met, what is kept, and what to change.
 * `losses` are loss, reconstruction and KL, nats an image; a baseline has its loss alone.
 */
export function divergedAt(
  config: RunConfig,
  place: string,
  epochsDone: number,
  losses: readonly number[],
): WorkbenchError {
  const [loss = NaN, reconstruction = NaN, kl = NaN] = losses;
  const parts =
    losses.length > 1
      ? ` (reconstruction ${formatNats(reconstruction)}, KL ${formatNats(kl)})`
      : '';
  const kept =
    epochsDone === 0
      ? 'No epoch was finished, so no checkpoint was stored.'
      : `The last good checkpoint, of epoch ${epochsDone}, is kept.`;
  return new WorkbenchError({
    kind: 'diverged',
    message: `The training diverged: at ${place} the loss was ${formatNats(loss)}${parts}. ${kept}`,
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
