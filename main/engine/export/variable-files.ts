import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '../../../shared/errors';
import type { NativeArray } from '../backend';
import { GraphBuilder, type GraphVariable, type Output } from '../graph/graph-builder';
import { dataTypes, typeOf, type Attribute, type Saver } from '../graph/graph-def';
import { GraphSession } from '../graph/session';

/** Variables in files of TensorFlow's own format, written and restored by its own ops. */

/** Of the graph and the index beside the variables themselves, with some to spare. */
const otherFilesBytes = 1 << 20;

/** A variable and the value that is saved for it. */
export interface SavedVariable {
  readonly variable: GraphVariable;
  readonly values: NativeArray;
}

/**
 * Writes `prefix.index` and `prefix.data-00000-of-00001`.
 *
 * @throws WorkbenchError `disk-full`: of a full disk TensorFlow says that there is no memory.
 */
export function writeVariables(prefix: string, saved: readonly SavedVariable[]): void {
  refuseWithoutRoom(
    dirname(prefix),
    saved.reduce((sum, { values }) => sum + values.byteLength, 0),
  );
  const graph = new GraphBuilder();
  const variables = saved.map(({ variable }) => variable);
  const values = saved.map(
    ({ variable: { type, shape }, values: { buffer, byteOffset, byteLength } }) =>
      graph.constant({ type, shape, bytes: new Uint8Array(buffer, byteOffset, byteLength) }),
  );
  const inputs = [strings(graph, [prefix], []), ...keysOf(graph, variables), ...values];
  const save = graph.add('SaveV2', inputs, { dtypes: typesOf(variables) });
  const done = graph.barrier('save/done', [save]);
  const session = new GraphSession(graph.nodes);
  try {
    session.entryPoint([], [done])();
  } finally {
    session.close();
  }
}

function refuseWithoutRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize > bytes + otherFilesBytes) return;
  const size = ((bytes + otherFilesBytes) / 1e6).toFixed(1);
  throw new WorkbenchError({
    kind: 'disk-full',
    message: `There is no room left for the model, which takes ${size} MB. Nothing was written.`,
    remedy: 'Free some space, or choose another disk.',
  });
}

/** Adds what saves variables to files and restores them, as those who load the model want it. */
export function saver(graph: GraphBuilder, variables: readonly GraphVariable[]): Saver {
  const path = graph.add(
    'PlaceholderWithDefault',
    [strings(graph, ['variables'], [])],
    { dtype: typeOf('string'), shape: { kind: 'shape', value: [] } },
    'saver/path',
  );
  const keys = keysOf(graph, variables);
  const dtypes = typesOf(variables);
  const values = variables.map(({ value }) => value);
  const saved = graph.add('SaveV2', [path, ...keys, ...values], { dtypes });
  const string = { T: typeOf('string') };
  const save = graph.add('Identity', [path, `^${saved}`], string, 'saver/saved');

  const restored = graph.add('RestoreV2', [path, ...keys], { dtypes });
  const assigned = variables.map(({ handle, type }, i) =>
    graph.add('AssignVariableOp', [handle, `${restored}:${i}`], { dtype: typeOf(type) }),
  );
  return { path, save, restore: graph.barrier('saver/restored', assigned) };
}

/** Names of the variables in the files, and of the parts of each, of which there are none. */
function keysOf(graph: GraphBuilder, variables: readonly GraphVariable[]): [Output, Output] {
  const names = variables.map(({ name }) => name);
  const whole = names.map(() => '');
  return [strings(graph, names, [names.length]), strings(graph, whole, [whole.length])];
}

const typesOf = (variables: readonly GraphVariable[]): Attribute => ({
  kind: 'types',
  value: variables.map(({ type }) => dataTypes[type]),
});

function strings(graph: GraphBuilder, value: readonly string[], shape: readonly number[]): Output {
  const attributes = { dtype: typeOf('string'), value: { kind: 'strings', value, shape } as const };
  return graph.add('Const', [], attributes);
}
