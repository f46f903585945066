import { tf, type DataId, type Tensor, type TensorInfo } from './tensorflow';

/**
 * tfjs-node's inside, as far as the engine uses it: tfjs declares no types for it. Tensors of the
 * native side are known by number.
 */
export interface Backend {
  readonly binding: Binding;
  executeSingleOutput: (
    this: Backend,
    op: string,
    attributes: OpAttribute[],
    inputs: TensorInfo[],
  ) => Tensor;
  executeMultipleOutputs: (
    this: Backend,
    op: string,
    attributes: OpAttribute[],
    inputs: TensorInfo[],
    count: number,
  ) => Tensor[];
  readSync(dataId: DataId): NativeArray;
}

export interface OpAttribute {
  readonly name: string;
  /** One of the binding's TF_ATTR constants. */
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

export type NativeArray = Float32Array | Int32Array | Uint8Array;

export interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_STRING: number;
  createTensor(shape: readonly number[], type: number, values: NativeArray): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array;
  getNumOfTensors(): number;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): { readonly id: number }[];
}

export const backend = (): Backend => tf.backend() as unknown as Backend;

/** Runs a kernel that tfjs has no function for, by TensorFlow's name; `types` are its type attributes. */
export function runKernel(
  op: string,
  types: Readonly<Record<string, 'float32' | 'int32'>>,
  inputs: Tensor[],
): Tensor {
  const tensorflow = backend();
  const { binding } = tensorflow;
  const attributes = Object.entries(types).map(([name, type]) => ({
    name,
    type: binding.TF_ATTR_TYPE,
    value: type === 'float32' ? binding.TF_FLOAT : binding.TF_INT32,
  }));
  return tensorflow.executeSingleOutput(op, attributes, inputs);
}
