import { afterEach, describe, expect, it } from 'vitest';
import { nativeKernels } from '../native-kernels';
import { tf, type Tensor, type Tensor2D } from '../tensorflow';
import { GraphBuilder } from './graph-builder';
import { lowering } from './lower';
import { withNativeGradients } from './native-gradients';
import { withOwnProducts } from './own-products';
import { record, type Lowering } from './record';
import { GraphSession, type Feed } from './session';

const sessions: GraphSession[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
});

interface Values {
  readonly shape: readonly [number, number];
  readonly values: Float32Array;
}

/** Reproducible numbers in -1..1, of which every `zeros`-th run of eight is 0. */
function numbers(rows: number, columns: number, zeros = Infinity): Values {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    Math.floor(i / 8) % zeros === 0 && zeros !== Infinity ? 0 : Math.sin(i * 12.9898 + rows),
  );
  return { shape: [rows, columns], values };
}

/** Runs code recorded with a lowering; also returns its ops. */
function run(
  lower: Lowering,
  given: readonly Values[],
  code: (matrices: readonly Tensor2D[]) => readonly Tensor[],
) {
  const graph = new GraphBuilder();
  const feeds: Feed[] = given.map(({ shape }, i) => ({ name: `in${i}`, type: 'float32', shape }));
  for (const { name, type, shape } of feeds) graph.placeholder(name, type, shape);
  const outputs = record(graph, lower, (standIn) =>
    withNativeGradients(() =>
      code(given.map(({ shape }, i) => standIn<Tensor2D>(`in${i}`, [...shape]))),
    ),
  );
  const session = new GraphSession(graph.nodes);
  sessions.push(session);
  const results = session.entryPoint(feeds, outputs)(...given.map(({ values }) => values));
  return { results, ops: graph.nodes.map(({ op }) => op) };
}

function expectClose(found: Float32Array, wanted: Float32Array) {
  expect(found).toHaveLength(wanted.length);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const error = found.reduce((most, x, i) => Math.max(most, Math.abs(x - wanted[i]!)), 0);
  expect(error).toBeLessThanOrEqual(1e-5 * largest);
}

const own = () => withOwnProducts('float32');

describe.runIf(nativeKernels().runs)('our matrix products', () => {
  const shapes: readonly (readonly [number, number, number])[] = [
    [1, 1, 1],
    [6, 8, 16],
    [7, 9, 17],
    [100, 794, 512],
    [5, 401, 3],
    [100, 12, 256],
    [13, 1203, 250],
    [301, 100, 784],
  ];

  for (const [m, k, n] of shapes) {
    for (const [a, b] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const name = `${m} x ${k} x ${n}${a ? ', left transposed' : ''}${b ? ', right transposed' : ''}`;
      it(`give what TensorFlow's give: ${name}`, () => {
        const left = a ? numbers(k, m, 3) : numbers(m, k, 3);
        const right = b ? numbers(n, k) : numbers(k, n);
        const product = (lower: Lowering) =>
          run(lower, [left, right], ([x, y]) => [tf.matMul(x!, y!, a, b)]);
        const ours = product(own());
        expect(ours.ops).toContain('WorkbenchMatMul');
        expectClose(ours.results[0]!, product(lowering('float32')).results[0]!);
      });
    }
  }

  it('do what follows a layer in one operation, and its gradient too', () => {
    const given = [numbers(50, 40), numbers(40, 33), numbers(33, 20), numbers(1, 33)];
    const layers = ([x, w1, w2, row]: readonly Tensor2D[]) => {
      const bias = tf.squeeze(row!, [0]);
      const layer = (w: Tensor2D) => {
        const sums: Tensor2D = tf.add(tf.matMul(x!, w), bias);
        return tf.relu(sums);
      };
      const loss = (w: Tensor) => tf.sum(tf.square(tf.matMul(layer(w as Tensor2D), w2!)));
      return [layer(w1!), tf.grad(loss)(w1!)];
    };
    const ours = run(own(), given, layers);
    const theirs = run(lowering('float32'), given, layers);
    ours.results.forEach((values, i) => expectClose(values, theirs.results[i]!));
    expect(ours.results[0]!.some((value) => value === 0)).toBe(true);
    expect(ours.ops).not.toContain('Relu');
    expect(ours.ops).not.toContain('ReluGrad');
    expect(ours.ops).not.toContain('BiasAdd');
    expect(theirs.ops).toEqual(expect.arrayContaining(['Relu', 'ReluGrad', 'BiasAdd']));
  });

  it('keep the plain product where that is wanted as well', () => {
    const given = [numbers(4, 3), numbers(3, 5), numbers(1, 5)];
    const { results } = run(own(), given, ([x, w, row]) => {
      const plain = tf.matMul(x!, w!);
      return [plain, tf.relu(tf.add(plain, tf.squeeze(row!, [0])))];
    });
    const [plain, layer] = results;
    const bias = given[2]!.values;
    expectClose(
      layer!,
      plain!.map((value, i) => Math.max(0, value + bias[i % 5]!)),
    );
    expect(plain!.some((value) => value < 0)).toBe(true);
  });

  it('give a row the same bytes whatever its neighbours are', () => {
    const all = numbers(100, 794, 2);
    const weights = numbers(794, 512);
    const some: Values = { shape: [23, 794], values: all.values.slice(41 * 794, 64 * 794) };
    const product = (images: Values) =>
      run(own(), [images, weights], ([x, w]) => [tf.matMul(x!, w!)]).results[0]!;
    expect(product(some)).toEqual(product(all).slice(41 * 512, 64 * 512));
  });

  it('round operands to bfloat16 as emulation by TensorFlow does', () => {
    const given = [numbers(30, 200), numbers(200, 40)];
    const product = (lower: Lowering) =>
      run(lower, given, ([x, w]) => [tf.matMul(x!, w!)]).results[0]!;
    const rounded = product(withOwnProducts('rounded to bfloat16'));
    expectClose(rounded, product(lowering('rounded to bfloat16')));
    const exact = product(own());
    expect(rounded.some((value, i) => Math.abs(value - exact[i]!) > 1e-3)).toBe(true);
  });

  it('let what is not a number through', () => {
    const left = numbers(12, 20);
    left.values[3] = NaN;
    for (const lower of [own(), withOwnProducts('rounded to bfloat16')]) {
      const { results } = run(lower, [left, numbers(20, 9)], ([x, w]) => [
        tf.relu(tf.add(tf.matMul(x!, w!), tf.zeros([9]))),
      ]);
      expect([...results[0]!.slice(0, 9)].every(Number.isNaN)).toBe(true);
      expect([...results[0]!.slice(9)].some(Number.isNaN)).toBe(false);
    }
  });
});
