import type { Precision } from '../../../shared/run-config';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf, type Attribute } from './graph-def';
import type { Lowering, RecordedOp } from './record';

/**
 * How recorded ops become nodes. Most do as they are; some are given the form that TensorFlow's
 * graph optimiser knows how to fuse, or are left out because they change nothing.
 */
export function lowering(precision: Precision): Lowering {
  const matrixProduct = precision === 'bfloat16' ? bfloat16MatMul() : float32MatMul;
  return (graph, recorded) => {
    if (changesNothing(recorded)) return [recorded.inputs[0]!.output];
    if (isMatrixProduct(recorded)) return [matrixProduct(graph, recorded)];
    if (isBias(recorded)) return [biasAdd(graph, recorded)];
    const node = graph.add(
      recorded.op,
      recorded.inputs.map((input) => input.output),
      recorded.attributes,
    );
    return recorded.outputs.map((_, i) => (i === 0 ? node : `${node}:${i}`));
  };
}

/** tfjs reshapes gradients to the shape that they have, and casts float32 to float32. */
function changesNothing({ op, inputs, outputs }: RecordedOp): boolean {
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined) return false;
  if (op === 'Reshape') return input.shape.join() === output.shape.join();
  return op === 'Cast' && input.dtype === output.dtype;
}

/** tfjs has one op for products of matrices and of batches of them; only MatMul is fused and tuned. */
function isMatrixProduct({ op, inputs }: RecordedOp): boolean {
  return op === 'BatchMatMulV2' && inputs.every((input) => input.shape.length === 2);
}

function float32MatMul(graph: GraphBuilder, { inputs, attributes }: RecordedOp): Output {
  return matMul(
    graph,
    inputs.map((input) => input.output),
    attributes,
    typeOf('float32'),
  );
}

/** Rounds both operands to bfloat16, each tensor once, and widens the product. */
function bfloat16MatMul() {
  const rounded = new Map<Output, Output>();
  return (graph: GraphBuilder, { inputs, attributes }: RecordedOp): Output => {
    const operands = inputs.map(({ output }) => {
      const operand = rounded.get(output) ?? cast(graph, output, 'float32', 'bfloat16');
      rounded.set(output, operand);
      return operand;
    });
    const product = matMul(graph, operands, attributes, typeOf('bfloat16'));
    return cast(graph, product, 'bfloat16', 'float32');
  };
}

function matMul(
  graph: GraphBuilder,
  operands: readonly Output[],
  attributes: RecordedOp['attributes'],
  type: Attribute,
): Output {
  return graph.add('MatMul', operands, {
    T: type,
    transpose_a: attributes['adj_x']!,
    transpose_b: attributes['adj_y']!,
  });
}

function cast(
  graph: GraphBuilder,
  input: Output,
  from: 'float32' | 'bfloat16',
  to: 'float32' | 'bfloat16',
): Output {
  return graph.add('Cast', [input], { SrcT: typeOf(from), DstT: typeOf(to) });
}

/** The sum of a matrix or image batch and a vector as long as its last dimension. */
function isBias({ op, inputs, outputs }: RecordedOp): boolean {
  const [x, bias] = inputs;
  return (
    op === 'Add'
    && outputs[0]?.dtype === 'float32'
    && (x?.shape.length === 2 || x?.shape.length === 4)
    && bias?.shape.length === 1
    && bias.shape[0] === x.shape.at(-1)
  );
}

function biasAdd(graph: GraphBuilder, { inputs }: RecordedOp): Output {
  return graph.add(
    'BiasAdd',
    inputs.map((input) => input.output),
    { T: typeOf('float32') },
  );
}
