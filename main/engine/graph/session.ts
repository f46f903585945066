import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tf } from '../tensorflow';
import { dataTypes, encodeSavedModel, type ElementType, type GraphNode } from './graph-def';

export interface Feed {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** Values in the order of an entry point's feeds. They are read during the call alone. */
export type FeedValues = readonly (Float32Array | Int32Array | Uint8Array)[];

/** Runs a part of the graph: takes the fed values, gives the fetched float32 ones. */
export type EntryPoint = (...values: FeedValues) => Float32Array[];

/** The native calls of tfjs-node that run graphs; tensors are known to it by number. */
interface Binding {
  createTensor(shape: readonly number[], type: number, values: FeedValues[number]): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): { readonly id: number }[];
  getNumOfTensors(): number;
}

const binding = (): Binding => (tf.backend() as unknown as { readonly binding: Binding }).binding;

/** Tensors that the native side holds; what must not grow while training. */
export const nativeTensorCount = (): number => binding().getNumOfTensors();

/** A graph loaded into TensorFlow, with its variables, until it is closed. */
export class GraphSession {
  readonly #model: number;

  constructor(nodes: readonly GraphNode[]) {
    const folder = mkdtempSync(join(tmpdir(), 'cvae-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(nodes));
      this.#model = binding().loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** TensorFlow prepares an entry point at its first call: all the graph that leads to its fetches. */
  entryPoint(feeds: readonly Feed[], fetches: readonly string[]): EntryPoint {
    const native = binding();
    const feedNames = feeds.map((feed) => feed.name).join();
    const fetchNames = fetches.join();
    return (...values) => {
      const inputs = feeds.map((feed, i) =>
        native.createTensor(feed.shape, dataTypes[feed.type], values[i]!),
      );
      try {
        const outputs = native.runSavedModel(this.#model, inputs, feedNames, fetchNames);
        return outputs.map(({ id }) => {
          const data = native.tensorDataSync(id);
          native.deleteTensor(id);
          return data;
        });
      } finally {
        for (const input of inputs) native.deleteTensor(input);
      }
    };
  }

  /** Gives the variables' memory back. */
  close(): void {
    binding().deleteSavedModel(this.#model);
  }
}
