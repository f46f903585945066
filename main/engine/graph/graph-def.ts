import { createRequire } from 'node:module';

/**
 * A TensorFlow graph as plain data, and its encoding as a SavedModel (a GraphDef under the tag
 * `serve`, without variable files) with the protobuf classes that tfjs-node ships.
 */

/** TensorFlow's numbers of its element types (tensorflow/core/framework/types.proto). */
export const dataTypes = {
  float32: 1,
  int32: 3,
  uint8: 4,
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
  | { readonly kind: 'tensor'; readonly value: ConstantTensor };

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

/** The graph's `saved_model.pb`. */
export function encodeSavedModel(nodes: readonly GraphNode[]): Uint8Array {
  const graph = new messages.GraphDef();
  for (const node of nodes) graph.addNode(encodeNode(node));
  const versions = new messages.VersionDef();
  versions.setProducer(graphProducerVersion);
  graph.setVersions(versions);

  const info = new messages.MetaGraphDef.MetaInfoDef();
  info.addTags('serve');
  const metaGraph = new messages.MetaGraphDef();
  metaGraph.setMetaInfoDef(info);
  metaGraph.setGraphDef(graph);
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(metaGraph);
  return model.serializeBinary();
}

/** GraphDef version of TensorFlow 2; without one, ops are read as those of before 2016. */
const graphProducerVersion = 1087;

function encodeNode(node: GraphNode): Message {
  const encoded = new messages.NodeDef();
  encoded.setName(node.name);
  encoded.setOp(node.op);
  encoded.setInputList([...node.inputs]);
  const attributes = encoded.getAttrMap();
  for (const [name, attribute] of Object.entries(node.attributes)) {
    attributes.set(name, encodeAttribute(attribute));
  }
  return encoded;
}

function encodeAttribute(attribute: Attribute): Message {
  const encoded = new messages.AttrValue();
  switch (attribute.kind) {
    case 'type':
      encoded.setType(attribute.value);
      break;
    case 'int':
      encoded.setI(attribute.value);
      break;
    case 'ints': {
      const list = new messages.AttrValue.ListValue();
      list.setIList([...attribute.value]);
      encoded.setList(list);
      break;
    }
    case 'float':
      encoded.setF(attribute.value);
      break;
    case 'bool':
      encoded.setB(attribute.value);
      break;
    case 'string':
      encoded.setS(Buffer.from(attribute.value).toString('base64'));
      break;
    case 'shape':
      encoded.setShape(encodeShape(attribute.value));
      break;
    case 'tensor':
      encoded.setTensor(encodeTensor(attribute.value));
      break;
  }
  return encoded;
}

function encodeShape(sizes: readonly number[]): Message {
  const shape = new messages.TensorShape();
  for (const size of sizes) {
    const dimension = new messages.TensorShape.Dim();
    dimension.setSize(size);
    shape.addDim(dimension);
  }
  return shape;
}

function encodeTensor({ type, shape, bytes }: ConstantTensor): Message {
  const tensor = new messages.Tensor();
  tensor.setDtype(dataTypes[type]);
  tensor.setTensorShape(encodeShape(shape));
  // google-protobuf takes bytes as base64.
  tensor.setTensorContent(Buffer.from(bytes).toString('base64'));
  return tensor;
}

/** The part of the generated classes that is used here; they come without types. */
interface Message {
  serializeBinary(): Uint8Array;
}
interface Messages {
  readonly SavedModel: new () => Message & {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(metaGraph: Message): void;
  };
  readonly MetaGraphDef: (new () => Message & {
    setMetaInfoDef(info: Message): void;
    setGraphDef(graph: Message): void;
  }) & { readonly MetaInfoDef: new () => Message & { addTags(tag: string): void } };
  readonly GraphDef: new () => Message & {
    addNode(node: Message): void;
    setVersions(versions: Message): void;
  };
  readonly VersionDef: new () => Message & { setProducer(version: number): void };
  readonly NodeDef: new () => Message & {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: string[]): void;
    getAttrMap(): { set(name: string, value: Message): void };
  };
  readonly AttrValue: (new () => Message & {
    setType(value: number): void;
    setI(value: number): void;
    setF(value: number): void;
    setB(value: boolean): void;
    setS(base64: string): void;
    setList(list: Message): void;
    setShape(shape: Message): void;
    setTensor(tensor: Message): void;
  }) & { readonly ListValue: new () => Message & { setIList(values: number[]): void } };
  readonly TensorShape: (new () => Message & { addDim(dimension: Message): void }) & {
    readonly Dim: new () => Message & { setSize(size: number): void };
  };
  readonly Tensor: new () => Message & {
    setDtype(type: number): void;
    setTensorShape(shape: Message): void;
    setTensorContent(base64: string): void;
  };
}

const require = createRequire(import.meta.url);
const messages = require('@tensorflow/tfjs-node/dist/proto/api_pb.js') as Messages;
