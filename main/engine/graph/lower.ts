import type { Arithmetic } from './arithmetic';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf } from './graph-def';
import type { Lowering, RecordedOp } from './record';

/**
 * How recorded ops become nodes. Most do as they are; some are given the form that TensorFlow's
 * graph optimiser knows how to fuse, or are left out because they change nothing.
 */
export function lowering(arithmetic: Arithmetic): Lowering {
  const matrixProduct = matMulIn(arithmetic);
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

type MatrixProduct = (graph: GraphBuilder, recorded: RecordedOp) => Output;

function matMulIn(arithmetic: Arithmetic): MatrixProduct {
  switch (arithmetic) {
    case 'float32':
      return (graph, { inputs, attributes }) => {
        const operands = inputs.map(({ output }) => output);
        return matMul(graph, operands, attributes, 'float32');
      };
    case 'bfloat16': {
      const round = onceEach(narrow);
      return (graph, { inputs, attributes }) => {
        const operands = inputs.map(({ output }) => round(graph, output));
        return widen(graph, matMul(graph, operands, attributes, 'bfloat16'));
      };
    }
    case 'rounded to bfloat16': {
      const round = onceEach((graph, output) => widen(graph, narrow(graph, output)));
      return (graph, { inputs, attributes }) => {
        const operands = inputs.map(({ output }) => round(graph, output));
        return matMul(graph, operands, attributes, 'float32');
      };
    }
  }
}

type Conversion = (graph: GraphBuilder, output: Output) => Output;

/** Converts each tensor once, however often it is an operand. */
function onceEach(convert: Conversion): Conversion {
  const converted = new Map<Output, Output>();
  return (graph, output) => {
    const result = converted.get(output) ?? convert(graph, output);
    converted.set(output, result);
    return result;
  };
}

const narrow: Conversion = (graph, output) => cast(graph, output, 'float32', 'bfloat16');
const widen: Conversion = (graph, output) => cast(graph, output, 'bfloat16', 'float32');

function matMul(
  graph: GraphBuilder,
  operands: readonly Output[],
  attributes: RecordedOp['attributes'],
  type: 'float32' | 'bfloat16',
): Output {
  return graph.add('MatMul', operands, {
    T: typeOf(type),
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
