import { createRequire } from 'node:module';

/** The part that is used here of TensorFlow's protobuf classes, which tfjs-node ships without types. */

export interface Message {
  serializeBinary(): Uint8Array;
}
export interface MessageMap {
  set(name: string, value: Message): void;
}
interface Messages {
  readonly SavedModel: new () => Message & {
    setSavedModelSchemaVersion(version: number): void;
    addMetaGraphs(metaGraph: Message): void;
  };
  readonly MetaGraphDef: (new () => Message & {
    setMetaInfoDef(info: Message): void;
    setGraphDef(graph: Message): void;
    setSaverDef(saver: Message): void;
    getSignatureDefMap(): MessageMap;
  }) & { readonly MetaInfoDef: new () => Message & { addTags(tag: string): void } };
  readonly SaverDef: new () => Message & {
    setFilenameTensorName(name: string): void;
    setSaveTensorName(name: string): void;
    setRestoreOpName(name: string): void;
    setVersion(version: number): void;
  };
  readonly SignatureDef: new () => Message & {
    setMethodName(name: string): void;
    getInputsMap(): MessageMap;
    getOutputsMap(): MessageMap;
  };
  readonly TensorInfo: new () => Message & {
    setName(name: string): void;
    setDtype(type: number): void;
    setTensorShape(shape: Message): void;
  };
  readonly GraphDef: new () => Message & {
    addNode(node: Message): void;
    setVersions(versions: Message): void;
  };
  readonly VersionDef: new () => Message & { setProducer(version: number): void };
  readonly NodeDef: new () => Message & {
    setName(name: string): void;
    setOp(op: string): void;
    setInputList(inputs: string[]): void;
    getAttrMap(): MessageMap;
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
  }) & {
    readonly ListValue: new () => Message & {
      setIList(values: number[]): void;
      setTypeList(types: number[]): void;
    };
  };
  readonly TensorShape: (new () => Message & { addDim(dimension: Message): void }) & {
    readonly Dim: new () => Message & { setSize(size: number): void };
  };
  readonly Tensor: new () => Message & {
    setDtype(type: number): void;
    setTensorShape(shape: Message): void;
    setTensorContent(base64: string): void;
    setStringValList(base64: string[]): void;
  };
}

const require = createRequire(import.meta.url);
export const messages = require('@tensorflow/tfjs-node/dist/proto/api_pb.js') as Messages;
