import {
  dataTypes,
  type Attribute,
  type ConstantTensor,
  type GraphNode,
  type Interface,
  type Saver,
  type Signature,
} from './graph-def';
import { messages, type Message, type MessageMap } from './messages';

/** A graph's encoding as a SavedModel, with the protobuf classes that tfjs-node ships. */

/** The `saved_model.pb` of a graph: a GraphDef under the tag `serve`. Files of variables are not part of it. */
export function encodeSavedModel(nodes: readonly GraphNode[], toOthers?: Interface): Uint8Array {
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
  if (toOthers !== undefined) {
    const signatures = metaGraph.getSignatureDefMap();
    for (const [name, signature] of Object.entries(toOthers.signatures)) {
      signatures.set(name, encodeSignature(signature));
    }
    metaGraph.setSaverDef(encodeSaver(toOthers.saver));
  }
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(metaGraph);
  return model.serializeBinary();
}

/** Of SaverDef.CheckpointFormatVersion: the format that SaveV2 writes. */
const tensorBundleVersion = 2;

function encodeSaver({ path, save, restore }: Saver): Message {
  const saver = new messages.SaverDef();
  saver.setFilenameTensorName(`${path}:0`);
  saver.setSaveTensorName(`${save}:0`);
  saver.setRestoreOpName(restore);
  saver.setVersion(tensorBundleVersion);
  return saver;
}

function encodeSignature({ inputs, outputs }: Signature): Message {
  const signature = new messages.SignatureDef();
  signature.setMethodName('tensorflow/serving/predict');
  const add = (map: MessageMap, tensors: Signature['inputs']) => {
    for (const [name, { output, type, shape }] of Object.entries(tensors)) {
      const info = new messages.TensorInfo();
      info.setName(output.includes(':') ? output : `${output}:0`);
      info.setDtype(dataTypes[type]);
      info.setTensorShape(encodeShape(shape));
      map.set(name, info);
    }
  };
  add(signature.getInputsMap(), inputs);
  add(signature.getOutputsMap(), outputs);
  return signature;
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
    case 'types': {
      const list = new messages.AttrValue.ListValue();
      list.setTypeList([...attribute.value]);
      encoded.setList(list);
      break;
    }
    case 'tensor':
      encoded.setTensor(encodeTensor(attribute.value));
      break;
    case 'strings': {
      const tensor = new messages.Tensor();
      tensor.setDtype(dataTypes.string);
      tensor.setTensorShape(encodeShape(attribute.shape));
      tensor.setStringValList(attribute.value.map((text) => Buffer.from(text).toString('base64')));
      encoded.setTensor(tensor);
      break;
    }
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
