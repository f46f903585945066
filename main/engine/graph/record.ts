import { backend as tfjsBackend, type Backend, type OpAttribute } from '../backend';
import { tf, type DataId, type DataType, type Tensor, type TensorInfo } from '../tensorflow';
import type { GraphBuilder, Output } from './graph-builder';
import type { Attribute, ElementType } from './graph-def';

/**
 * Records ordinary tfjs code as nodes of a graph. tfjs-node's backend sends every kernel, those of
 * gradients included, to TensorFlow under TensorFlow's own op names and attributes, through two
 * methods. While code is recorded, these add a node for each op that they execute.
 */

/** An executed op, before it becomes a node. */
export interface RecordedOp {
  readonly op: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly inputs: readonly RecordedTensor[];
  readonly outputs: readonly TensorInfo[];
}

export interface RecordedTensor {
  readonly output: Output;
  readonly shape: readonly number[];
  readonly dtype: TensorInfo['dtype'];
}

/** Adds what stands for an op to the graph, and names its outputs. */
export type Lowering = (graph: GraphBuilder, recorded: RecordedOp) => readonly Output[];

/** Makes a tensor of zeros that stands for `output` of the graph while code is recorded. */
export type StandIn = <T extends Tensor>(
  output: Output,
  shape: T['shape'],
  type?: 'float32' | 'int32',
) => T;

/**
 * Runs `code` once, adds the ops it executes to the graph, and returns the graph's names of the
 * tensors that it gives. What the graph already holds, `code` reads through stand-ins of the right
 * shape; any other tensor that an op reads becomes a constant. `code` must not read values back.
 */
export function record(
  graph: GraphBuilder,
  lower: Lowering,
  code: (standIn: StandIn) => readonly Tensor[],
): Output[] {
  const backend = tfjsBackend();
  const known = new WeakMap<DataId, Output>();
  const standIn: StandIn = <T extends Tensor>(
    output: Output,
    shape: T['shape'],
    type?: DataType,
  ) => {
    const tensor = tf.zeros(shape, type);
    known.set(tensor.dataId, output);
    return tensor as T;
  };
  const outputOf = (tensor: TensorInfo): Output => {
    const output = known.get(tensor.dataId) ?? constantOf(graph, backend, tensor);
    known.set(tensor.dataId, output);
    return output;
  };
  const addNode = (
    op: string,
    attributes: OpAttribute[],
    inputs: TensorInfo[],
    outputs: Tensor[],
  ) => {
    const recorded = {
      op,
      attributes: Object.fromEntries(attributes.map((a) => [a.name, attributeOf(backend, a)])),
      inputs: inputs.map((input) => ({
        output: outputOf(input),
        shape: input.shape,
        dtype: input.dtype,
      })),
      outputs,
    };
    lower(graph, recorded).forEach((output, i) => known.set(outputs[i]!.dataId, output));
  };

  const { executeSingleOutput, executeMultipleOutputs } = backend;
  backend.executeSingleOutput = (op, attributes, inputs) => {
    const output = executeSingleOutput.call(backend, op, attributes, inputs);
    addNode(op, attributes, inputs, [output]);
    return output;
  };
  backend.executeMultipleOutputs = (op, attributes, inputs, count) => {
    const outputs = executeMultipleOutputs.call(backend, op, attributes, inputs, count);
    addNode(op, attributes, inputs, outputs);
    return outputs;
  };
  try {
    const made = tf.tidy(() => [...code(standIn)]);
    const outputs = made.map(outputOf);
    tf.dispose(made);
    return outputs;
  } finally {
    backend.executeSingleOutput = executeSingleOutput;
    backend.executeMultipleOutputs = executeMultipleOutputs;
  }
}

function attributeOf({ binding }: Backend, { name, type, value }: OpAttribute): Attribute {
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return { kind: 'type', value: value as number };
    case binding.TF_ATTR_INT:
      return Array.isArray(value)
        ? { kind: 'ints', value: value as readonly number[] }
        : { kind: 'int', value: value as number };
    case binding.TF_ATTR_FLOAT:
      return { kind: 'float', value: value as number };
    case binding.TF_ATTR_BOOL:
      return { kind: 'bool', value: value as boolean };
    case binding.TF_ATTR_STRING:
      return { kind: 'string', value: value as string };
    default:
      throw new Error(`Attribute ${name} is of a type that cannot be recorded.`);
  }
}

function constantOf(graph: GraphBuilder, backend: Backend, tensor: TensorInfo): Output {
  const values = backend.readSync(tensor.dataId);
  return graph.constant({
    type: tensor.dtype as ElementType,
    shape: tensor.shape,
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
}
