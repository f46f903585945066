/** A TensorFlow graph, and what a SavedModel says of it, as plain data. */

/** TensorFlow's numbers of its element types (tensorflow/core/framework/types.proto). */
export const dataTypes = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  bool: 10,
  bfloat16: 14,
} as const;
export type ElementType = keyof typeof dataTypes;

export type Attribute =
  | { readonly kind: 'type'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: readonly number[] }
  | { readonly kind: 'types'; readonly value: readonly number[] }
  | { readonly kind: 'tensor'; readonly value: ConstantTensor }
  /** A tensor of strings; no shape is a scalar. */
  | {
      readonly kind: 'strings';
      readonly value: readonly string[];
      readonly shape: readonly number[];
    };

export interface ConstantTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** The elements in memory order, little-endian. */
  readonly bytes: Uint8Array;
}

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `node` or `node:1` for a tensor, `^node` for "after that node". */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export const typeOf = (type: ElementType): Attribute => ({ kind: 'type', value: dataTypes[type] });

/** A tensor of the graph as a signature names it. */
export interface SignatureTensor {
  /** `node` or `node:1`. */
  readonly output: string;
  readonly type: ElementType;
  /** -1 is any size. */
  readonly shape: readonly number[];
}

/** A function of the graph for those who load it elsewhere. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  readonly outputs: Readonly<Record<string, SignatureTensor>>;
}

/** Nodes by which variables are saved to files and restored. */
export interface Saver {
  /** Takes the path of the files. */
  readonly path: string;
  /** Gives the path when all is saved there. */
  readonly save: string;
  readonly restore: string;
}

/** What makes a graph a model that others can load. */
export interface Interface {
  readonly signatures: Readonly<Record<string, Signature>>;
  readonly saver: Saver;
}
