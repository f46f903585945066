import type { RunConfig } from '../../../shared/run-config';
import { adam } from '../engine';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf } from './graph-def';
import { stateVariables, type WeightVariable } from './variables';

type Variables = readonly WeightVariable[];

/** All variables that training changes, in the order of the weights. */
export interface StateVariables {
  readonly weights: Variables;
  readonly firstMoments: Variables;
  readonly secondMoments: Variables;
  /** Empty without weight averaging. */
  readonly averages: Variables;
}

/** Variables for weights of these shapes, and for all that training keeps of each. */
export function trainingVariables(
  graph: GraphBuilder,
  { emaDecay }: Pick<RunConfig, 'emaDecay'>,
  shapes: Readonly<Record<string, readonly number[]>>,
): StateVariables {
  return {
    weights: stateVariables(graph, 'weights', shapes),
    firstMoments: stateVariables(graph, 'first_moments', shapes),
    secondMoments: stateVariables(graph, 'second_moments', shapes),
    averages: emaDecay > 0 ? stateVariables(graph, 'averages', shapes) : [],
  };
}

/** What is evaluated, shown and exported: with weight averaging, the averages. */
export const evaluatedWeights = ({ weights, averages }: StateVariables): Variables =>
  averages.length > 0 ? averages : weights;

export interface AdamRates {
  readonly learningRate: Output;
  /** beta1^t and beta2^t, with t = 1 at the first update. */
  readonly beta1Power: Output;
  readonly beta2Power: Output;
}

/** The variables of some weights. */
export function onlyWeights(state: StateVariables, names: readonly string[]): StateVariables {
  const only = (variables: Variables) =>
    variables.filter((variable) => names.includes(variable.weight));
  return {
    weights: only(state.weights),
    firstMoments: only(state.firstMoments),
    secondMoments: only(state.secondMoments),
    averages: only(state.averages),
  };
}

/** The variables with the values that weights and averages have once a node has run. */
export function stateAfter(
  graph: GraphBuilder,
  { weights, averages, ...moments }: StateVariables,
  node: Output,
): StateVariables {
  const readAfter = (variables: Variables) =>
    variables.map((variable) => ({ ...variable, value: graph.readAfter(variable, node) }));
  return { ...moments, weights: readAfter(weights), averages: readAfter(averages) };
}

/**
 * Updates weights by Adam and their averages after that; returns the nodes that do it. `stepBegin` is
 * the number of the first node of the step that computes the gradients.
 */
export function update(
  graph: GraphBuilder,
  state: StateVariables,
  gradients: readonly Output[],
  rates: AdamRates,
  averageDecay: number,
  stepBegin: number,
): Output[] {
  const updates = applyAdam(graph, state, gradients, rates, stepBegin);
  return [...updates, ...averageWeights(graph, state, updates, averageDecay)];
}

/** Adam (Kingma and Ba 2015). */
function applyAdam(
  graph: GraphBuilder,
  { weights, firstMoments, secondMoments }: StateVariables,
  gradients: readonly Output[],
  { learningRate, beta1Power, beta2Power }: AdamRates,
  stepBegin: number,
): Output[] {
  const beta1 = graph.scalar(adam.beta1);
  const beta2 = graph.scalar(adam.beta2);
  const epsilon = graph.scalar(adam.epsilon);
  return weights.map((weight, i) => {
    const moments = [firstMoments[i]!.handle, secondMoments[i]!.handle];
    const rates = [beta1Power, beta2Power, learningRate, beta1, beta2, epsilon];
    // TensorFlow copies a weight that it is to change while another node still reads it.
    const readers = graph.readersOf(weight.value, stepBegin).map((node) => `^${node}`);
    const inputs = [weight.handle, ...moments, ...rates, gradients[i]!, ...readers];
    return graph.add('ResourceApplyAdam', inputs, {
      T: typeOf('float32'),
      use_locking: { kind: 'bool', value: false },
      use_nesterov: { kind: 'bool', value: false },
    });
  });
}

/** average -= (1 - decay) (average - weight), after the weight's update. */
function averageWeights(
  graph: GraphBuilder,
  { weights, averages }: StateVariables,
  updates: readonly Output[],
  decay: number,
): Output[] {
  const float = { T: typeOf('float32') };
  return averages.map((average, i) => {
    const updated = graph.readAfter(weights[i]!, updates[i]!);
    const distance = graph.add('Sub', [average.value, updated], float);
    const change = graph.add('Mul', [distance, graph.scalar(1 - decay)], float);
    return graph.add('AssignSubVariableOp', [average.handle, change], { dtype: typeOf('float32') });
  });
}
