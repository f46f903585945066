import {
  typeOf,
  type Attribute,
  type ConstantTensor,
  type ElementType,
  type GraphNode,
} from './graph-def';

/** Names a tensor of the graph: `node`, or `node:1` for a node's second output. */
export type Output = string;

/** A resource variable of the graph, and its value at the start of a run. */
export interface GraphVariable {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly handle: Output;
  readonly value: Output;
}

/** Collects the nodes of a graph, under names of their own. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly #names = new Set<string>();
  readonly #constants = new Map<string, Output>();

  /** Adds a node under `name`, numbered if that is taken; without one, under its op's. */
  add(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
    name = op,
  ): Output {
    let unique = name;
    for (let i = 1; this.#names.has(unique); i++) unique = `${name}_${i}`;
    this.#names.add(unique);
    this.nodes.push({ name: unique, op, inputs, attributes });
    return unique;
  }

  placeholder(name: string, type: ElementType, shape: readonly number[]): Output {
    const attributes = { dtype: typeOf(type), shape: { kind: 'shape', value: shape } as const };
    return this.add('Placeholder', [], attributes, name);
  }

  /** Equal constants share a node. */
  constant(tensor: ConstantTensor): Output {
    const key = `${tensor.type}[${tensor.shape.join()}]${Buffer.from(tensor.bytes).toString('base64')}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const made = this.add('Const', [], {
      dtype: typeOf(tensor.type),
      value: { kind: 'tensor', value: tensor },
    });
    this.#constants.set(key, made);
    return made;
  }

  scalar(value: number): Output {
    const bytes = new Uint8Array(Float32Array.of(value).buffer);
    return this.constant({ type: 'float32', shape: [], bytes });
  }

  integer(value: number): Output {
    const bytes = new Uint8Array(Int32Array.of(value).buffer);
    return this.constant({ type: 'int32', shape: [], bytes });
  }

  /** float32 tensors of one shape [...] as one [count, ...]. */
  pack(tensors: readonly Output[]): Output {
    return this.add('Pack', tensors, {
      T: typeOf('float32'),
      N: { kind: 'int', value: tensors.length },
      axis: { kind: 'int', value: 0 },
    });
  }

  /** The tensors [...] of one [count, ...]. */
  unpack(tensor: Output, count: number, type: ElementType): Output[] {
    const node = this.add('Unpack', [tensor], {
      T: typeOf(type),
      num: { kind: 'int', value: count },
      axis: { kind: 'int', value: 0 },
    });
    return Array.from({ length: count }, (_, i) => `${node}:${i}`);
  }

  variable(name: string, type: ElementType, shape: readonly number[]): GraphVariable {
    const handle = this.add(
      'VarHandleOp',
      [],
      {
        dtype: typeOf(type),
        shape: { kind: 'shape', value: shape },
        shared_name: { kind: 'string', value: name },
      },
      name,
    );
    const value = this.add('ReadVariableOp', [handle], { dtype: typeOf(type) }, `${name}/read`);
    return { name, type, shape, handle, value };
  }

  /** A variable's value once a node has run. */
  readAfter({ handle, type }: GraphVariable, node: Output): Output {
    return this.add('ReadVariableOp', [handle, `^${node}`], { dtype: typeOf(type) });
  }

  /** Nodes from number `since` on that read a tensor. */
  readersOf(output: Output, since: number): string[] {
    return this.nodes
      .slice(since)
      .filter((node) => node.inputs.includes(output))
      .map((node) => node.name);
  }

  /** A node that can be fetched to make all of `nodes` run. */
  barrier(name: string, nodes: readonly string[]): Output {
    const after = nodes.map((node) => `^${node}`);
    return this.add('Identity', [this.scalar(1), ...after], { T: typeOf('float32') }, name);
  }
}
