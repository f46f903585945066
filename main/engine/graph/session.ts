import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '../../../shared/errors';
import { backend, type NativeArray } from '../backend';
import { encodeSavedModel } from './encode-saved-model';
import { dataTypes, type ElementType, type GraphNode } from './graph-def';

export interface Feed {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** Values in the order of an entry point's feeds. They are read during the call alone. */
export type FeedValues = readonly NativeArray[];

/** Runs a part of the graph: takes the fed values, gives the fetched float32 ones. */
export type EntryPoint = (...values: FeedValues) => Float32Array[];

/** Tensors that the native side holds; what must not grow while training. */
export const nativeTensorCount = (): number => backend().binding.getNumOfTensors();

/** A graph loaded into TensorFlow, with its variables, until it is closed. */
export class GraphSession {
  readonly #model: number;

  constructor(nodes: readonly GraphNode[]) {
    const graph = encodeSavedModel(nodes);
    const folder = temporary(() => mkdtempSync(join(tmpdir(), 'cvae-graph-')));
    try {
      temporary(() => writeFileSync(join(folder, 'saved_model.pb'), graph));
      this.#model = backend().binding.loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** TensorFlow prepares an entry point at its first call: all the graph that leads to its fetches. */
  entryPoint(feeds: readonly Feed[], fetches: readonly string[]): EntryPoint {
    const native = backend().binding;
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
    backend().binding.deleteSavedModel(this.#model);
  }
}

/** Does what needs the temporary folder. @throws WorkbenchError that names it, and TMPDIR */
function temporary<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT';
    const finding = isFull ? 'It is full.' : 'It does not exist, or may not be written to.';
    throw new WorkbenchError(
      {
        kind: 'internal',
        message: `The network could not be handed to TensorFlow in the temporary folder ${tmpdir()}. ${finding}`,
        remedy: 'Make room there, or set TMPDIR to another folder; then try again.',
      },
      { cause },
    );
  }
}
