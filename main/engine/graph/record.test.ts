import { afterEach, describe, expect, it } from 'vitest';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import type { Arithmetic } from './arithmetic';
import { GraphBuilder } from './graph-builder';
import { lowering } from './lower';
import { withNativeGradients } from './native-gradients';
import { record } from './record';
import { GraphSession } from './session';

const sessions: GraphSession[] = [];

function run(graph: GraphBuilder, feed: number[], fetches: string[]): number[][] {
  const session = new GraphSession(graph.nodes);
  sessions.push(session);
  const shape = [2, feed.length / 2];
  const entry = session.entryPoint([{ name: 'x', type: 'float32', shape }], fetches);
  return entry(Float32Array.from(feed)).map((values) => [...values]);
}

afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
});

const opsOf = (graph: GraphBuilder) => graph.nodes.map(({ op }) => op);

describe('record', () => {
  it('replays on other values what it recorded', () => {
    const graph = new GraphBuilder();
    const x = graph.placeholder('x', 'float32', [2, 2]);
    const outputs = record(graph, lowering('float32'), (standIn) => {
      const matrix = standIn<Tensor2D>(x, [2, 2]);
      const [left, right] = tf.split(matrix, 2, 1);
      return [tf.add(tf.mul(matrix, 3), tf.tensor1d([1, 2])), tf.sub(left!, right!)];
    });
    expect(run(graph, [1, 2, 3, 4], outputs)).toEqual([
      [4, 8, 10, 14],
      [-1, -1],
    ]);
    expect(run(graph, [0, 0, 5, 1], outputs)[1]).toEqual([0, 4]);
  });

  it('records gradients', () => {
    const graph = new GraphBuilder();
    const x = graph.placeholder('x', 'float32', [2, 2]);
    const [gradient] = record(graph, lowering('float32'), (standIn) => [
      tf.grad((a) => tf.sum(tf.square(a)))(standIn<Tensor2D>(x, [2, 2])),
    ]);
    expect(run(graph, [1, -2, 3, 4], [gradient!])).toEqual([[2, -4, 6, 8]]);
  });

  it('leaves the backend and its gradients as they were, also after an error', () => {
    const graph = new GraphBuilder();
    const before = tf.memory().numTensors;
    expect(() =>
      record(graph, lowering('float32'), (standIn) =>
        withNativeGradients(() => {
          tf.square(standIn<Tensor1D>('x', [3]));
          throw new Error('Halfway.');
        }),
      ),
    ).toThrow('Halfway.');
    const nodes = graph.nodes.length;
    const slope = tf.tidy(() => [
      ...tf
        .grad(tf.relu)(tf.tensor1d([-1, 2]))
        .dataSync(),
    ]);
    expect(slope).toEqual([0, 1]);
    expect(graph.nodes).toHaveLength(nodes);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('holds equal constants once', () => {
    const graph = new GraphBuilder();
    record(graph, lowering('float32'), (standIn) => {
      const vector = standIn<Tensor1D>('x', [3]);
      return [tf.mul(tf.add(vector, 7), 7)];
    });
    expect(opsOf(graph).filter((op) => op === 'Const')).toHaveLength(1);
  });
});

describe('lowering', () => {
  const layer = (arithmetic: Arithmetic) => {
    const graph = new GraphBuilder();
    const x = graph.placeholder('x', 'float32', [2, 3]);
    const outputs = record(graph, lowering(arithmetic), (standIn) => {
      const inputs = standIn<Tensor2D>(x, [2, 3]);
      const kernel = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
      const hidden = tf.relu(tf.add(tf.matMul(inputs, kernel), tf.tensor1d([0.5, -30])));
      return [hidden, tf.matMul(inputs, kernel)];
    });
    return { graph, outputs };
  };

  it('gives layers the form that TensorFlow fuses', () => {
    const { graph, outputs } = layer('float32');
    expect(opsOf(graph)).toEqual(expect.arrayContaining(['MatMul', 'BiasAdd', 'Relu']));
    expect(opsOf(graph)).not.toContain('BatchMatMulV2');
    expect(run(graph, [1, 2, 3, 0, 1, 0], outputs)[0]).toEqual([22.5, 0, 3.5, 0]);
  });

  it('multiplies in bfloat16, rounding each operand once', () => {
    const { graph, outputs } = layer('bfloat16');
    const casts = graph.nodes.filter(({ op }) => op === 'Cast');
    expect(casts).toHaveLength(2 + 2);
    // 1 + 1/256 needs nine bits of precision, and bfloat16 has eight.
    expect(run(graph, [1 + 1 / 256, 0, 0, 0, 0, 0], outputs)[1]).toEqual([1, 2, 0, 0]);
  });

  it('emulates bfloat16 by rounding operands as its kernels do, each tensor once', () => {
    const { graph, outputs } = layer('rounded to bfloat16');
    expect(graph.nodes.filter(({ op }) => op === 'Cast')).toHaveLength(2 * 2);
    const inputs = Array.from({ length: 6 }, (_, i) => Math.sin(i + 1) * 3);
    const native = layer('bfloat16');
    const [, exact] = run(native.graph, inputs, native.outputs);
    const [, emulated] = run(graph, inputs, outputs);
    // The kernels round their result as well, to eight bits.
    emulated!.forEach((value, i) => {
      expect(Math.abs(value - exact![i]!)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -8);
    });
    // A tie between 1 and 1 + 1/128 goes to the even one, and more than that goes up.
    expect(run(graph, [1 + 1 / 256, 0, 0, 1 + 1.01 / 256, 0, 0], outputs)[1]).toEqual([
      1,
      2,
      1 + 1 / 128,
      2 + 2 / 128,
    ]);
  });
});
