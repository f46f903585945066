import { WorkbenchError } from '../../shared/errors';
import { weightShapes } from '../../shared/network-size';
import type { RunConfig } from '../../shared/run-config';
import type { Tensors } from './engine';

/** Labels are bytes. */
const mostClasses = 256;

/**
 * Whether tensors are the weights of a model of this configuration: the same names and shapes, finite values, and as
 * many classes as are claimed. Checked once, before any of them is used: of stored checkpoints as of those that a
 * file of somebody else brings.
 *
 * @param classes null where nobody tells: then the weights do
 * @throws WorkbenchError `invalid-input`
 */
export function checkWeights(config: RunConfig, tensors: Tensors, classes: number | null): void {
  checkShapes(config, tensors, classes ?? classesOf(config, tensors));
  for (const [name, { values }] of Object.entries(tensors)) {
    if (!values.every(Number.isFinite)) throw other(`${name} has values that are no numbers.`);
  }
}

/**
 * Whether tensors have the names and shapes of the weights, as an optimiser's moments do too.
 *
 * @throws WorkbenchError `invalid-input`
 */
export function checkShapes(config: RunConfig, tensors: Tensors, classes: number): void {
  const shapes = weightShapes(config, classes);
  for (const [name, shape] of Object.entries(shapes)) {
    const found = tensors[name]?.shape;
    if (found?.join() === shape.join()) continue;
    const stored = found === undefined ? 'is missing' : `has the shape [${found.join(', ')}]`;
    throw other(`${name} ${stored}, where this configuration has [${shape.join(', ')}].`);
  }
  const foreign = Object.keys(tensors).find((name) => !Object.hasOwn(shapes, name));
  if (foreign !== undefined) throw other(`this configuration has no ${foreign}.`);
}

/** The classes whose labels the decoder is told; whatever is no such number is found by the shapes. */
function classesOf(config: RunConfig, tensors: Tensors): number {
  const inputs = tensors['decoder.0.kernel']?.shape[0] ?? 0;
  const classes = inputs - config.latentDimensions;
  return config.conditioning !== 'label' ? 1 : Math.min(mostClasses, Math.max(1, classes));
}

function other(what: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `The checkpoint belongs to another model: ${what}`,
    remedy:
      'Use another one. To go on from this one, keep layer sizes, latent dimensions, condition and dataset as they '
      + 'were in its run.',
  });
}
