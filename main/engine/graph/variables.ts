import { pixelCount } from '../../../shared/images';
import type { GraphBuilder, GraphVariable, Output } from './graph-builder';
import { typeOf, type ElementType } from './graph-def';
import type { Feed } from './session';

/** The part of a graph that one call runs. */
export interface EntryDefinition {
  readonly feeds: readonly Feed[];
  readonly fetches: readonly Output[];
}

/** A variable that belongs to a weight: the weight itself, one of its moments, its average. */
export interface WeightVariable extends GraphVariable {
  /** The weight's name. */
  readonly weight: string;
}

/** One part of the state: a variable for each weight. */
export function stateVariables(
  graph: GraphBuilder,
  part: string,
  shapes: Readonly<Record<string, readonly number[]>>,
): WeightVariable[] {
  return Object.entries(shapes).map(([weight, shape]) => ({
    weight,
    ...graph.variable(`${part}/${weight}`, 'float32', shape),
  }));
}

/** Images and labels of one part of a dataset. */
export type DataVariables = readonly [images: GraphVariable, labels: GraphVariable];

/** Gray levels [count, 784] and labels [count], one byte each: a fourth of what float32 would take. */
export function dataVariables(graph: GraphBuilder, part: string, count: number): DataVariables {
  return [
    graph.variable(`${part}/images`, 'uint8', [count, pixelCount]),
    graph.variable(`${part}/labels`, 'uint8', [count]),
  ];
}

export function feedOf(
  graph: GraphBuilder,
  name: string,
  type: ElementType,
  shape: readonly number[],
): Feed {
  graph.placeholder(name, type, shape);
  return { name, type, shape };
}

/**
 * Sets variables to fed values. The values are copied: a variable that shared a fed buffer would keep
 * memory of JavaScript's alive, and release it on a thread where that is not allowed.
 */
export function assignment(
  graph: GraphBuilder,
  entry: string,
  variables: readonly GraphVariable[],
): EntryDefinition {
  const feeds = variables.map(({ name, type, shape }) =>
    feedOf(graph, `${entry}/${name}`, type, shape),
  );
  const assigned = variables.map((variable, i) => {
    const copy = graph.add('DeepCopy', [feeds[i]!.name], { T: typeOf(variable.type) });
    return graph.add('AssignVariableOp', [variable.handle, copy], { dtype: typeOf(variable.type) });
  });
  return { feeds, fetches: [graph.barrier(`${entry}/done`, assigned)] };
}

/** Images in 0..1 [n, 784] and int32 labels [n]. */
export interface Examples {
  readonly images: Output;
  readonly labels: Output;
}

/** The examples at `indices`. */
export function examples(
  graph: GraphBuilder,
  [images, labels]: DataVariables,
  indices: Output,
): Examples {
  const gather = (variable: GraphVariable, type: ElementType): Output => {
    const rows = graph.add('ResourceGather', [variable.handle, indices], {
      dtype: typeOf(variable.type),
      Tindices: typeOf('int32'),
    });
    return graph.add('Cast', [rows], { SrcT: typeOf(variable.type), DstT: typeOf(type) });
  };
  const scale = graph.scalar(1 / 255);
  return {
    images: graph.add('Mul', [gather(images, 'float32'), scale], { T: typeOf('float32') }),
    labels: gather(labels, 'int32'),
  };
}
