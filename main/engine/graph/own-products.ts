import { nativeKernels } from '../native-kernels';
import type { Arithmetic } from './arithmetic';
import type { GraphBuilder, Output } from './graph-builder';
import { isBias, isMatrixProduct, lowering } from './lower';
import type { Lowering, RecordedOp } from './record';

/** How recorded ops become nodes of a graph that this machine alone runs, as fast as it can. */
export function loweringHere(arithmetic: Arithmetic): Lowering {
  return nativeKernels().gains && arithmetic !== 'bfloat16'
    ? withOwnProducts(arithmetic)
    : lowering(arithmetic);
}

type Epilogue = 'none' | 'bias' | 'bias_relu' | 'relu_gradient';

/** A node of our own kernel, WorkbenchMatMul (native/operations.cc). */
interface Product {
  readonly operands: readonly Output[];
  readonly attributes: RecordedOp['attributes'];
  readonly epilogue: Epilogue;
  readonly sides: readonly Output[];
}

/**
 * Multiplies matrices by our own kernel. What follows a product and can be done before it is stored
 * becomes a product again, in which that is included; the one without is left to be dropped.
 */
export function withOwnProducts(arithmetic: Exclude<Arithmetic, 'bfloat16'>): Lowering {
  const lower = lowering(arithmetic);
  const products = new Map<Output, Product>();
  const round_to_bfloat16 = { kind: 'bool', value: arithmetic !== 'float32' } as const;

  const add = (graph: GraphBuilder, product: Product): Output[] => {
    const { operands, attributes, epilogue, sides } = product;
    const node = graph.add('WorkbenchMatMul', [...operands, ...sides], {
      ...attributes,
      round_to_bfloat16,
      epilogue: { kind: 'string', value: epilogue },
      sides: { kind: 'int', value: sides.length },
    });
    products.set(node, product);
    return [node];
  };

  return (graph, recorded) => {
    if (isMatrixProduct(recorded)) return add(graph, productOf(recorded));
    const [first, second] = recorded.inputs;
    const product = first && products.get(first.output);
    const finished = product && including(product, recorded, second?.output);
    return finished ? add(graph, finished) : lower(graph, recorded);
  };
}

function productOf({ inputs, attributes }: RecordedOp): Product {
  return {
    operands: inputs.map(({ output }) => output),
    attributes: { transpose_a: attributes['adj_x']!, transpose_b: attributes['adj_y']! },
    epilogue: 'none',
    sides: [],
  };
}

/** The product with what an op does to it, or undefined if that is not among the epilogues. */
function including(product: Product, recorded: RecordedOp, second?: Output): Product | undefined {
  if (product.epilogue === 'none' && second !== undefined) {
    if (isBias(recorded)) return { ...product, epilogue: 'bias', sides: [second] };
    if (recorded.op === 'ReluGrad')
      return { ...product, epilogue: 'relu_gradient', sides: [second] };
  }
  if (product.epilogue === 'bias' && recorded.op === 'Relu') {
    return { ...product, epilogue: 'bias_relu' };
  }
  return undefined;
}
