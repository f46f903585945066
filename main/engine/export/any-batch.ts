import type { GraphBuilder, Output } from '../graph/graph-builder';
import { typeOf } from '../graph/graph-def';
import type { Lowering, RecordedOp } from '../graph/record';

/**
 * Lets a function be recorded once, with `recordedBatch` images, and be called with any number. Nearly all
 * ops take what comes; those that are told a shape are told it anew, of the images that came.
 */

/** A number that no layer has by chance. */
export const recordedBatch = 4099;

export function forAnyBatch(lower: Lowering): Lowering {
  return (graph, recorded) => {
    const { op, inputs, attributes, outputs } = recorded;
    const [input, ...others] = inputs;
    if (outputs[0]?.shape[0] !== recordedBatch || input === undefined) {
      return lower(graph, recorded);
    }
    const names = others.map(({ output }) => output);
    switch (op) {
      case 'Reshape':
        return [graph.add(op, [input.output, shapeOf(graph, recorded, -1)], attributes)];
      case 'Conv2DBackpropInput': {
        const [filter, values] = names;
        const sizes = shapeOf(graph, recorded, countOf(graph, values!));
        return [graph.add(op, [sizes, filter!, values!], attributes)];
      }
      default:
        return lower(graph, recorded);
    }
  };
}

/** The recorded output's shape with another number of images: int32 [rank]. */
function shapeOf(graph: GraphBuilder, { outputs }: RecordedOp, images: number | Output): Output {
  const [, ...rest] = outputs[0]!.shape;
  const sizes = rest.map((size) => graph.integer(size));
  const first = typeof images === 'number' ? graph.integer(images) : images;
  return graph.add('Pack', [first, ...sizes], {
    T: typeOf('int32'),
    N: { kind: 'int', value: sizes.length + 1 },
    axis: { kind: 'int', value: 0 },
  });
}

/** How many images a tensor has: an int32 scalar. */
function countOf(graph: GraphBuilder, tensor: Output): Output {
  const shape = graph.add('Shape', [tensor], { T: typeOf('float32'), out_type: typeOf('int32') });
  const zero = graph.integer(0);
  return graph.add('GatherV2', [shape, zero, zero], {
    Tparams: typeOf('int32'),
    Tindices: typeOf('int32'),
    Taxis: typeOf('int32'),
  });
}
