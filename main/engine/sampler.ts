import { connectToMain } from './main-port';
import type {
  SamplerCommand,
  SamplerEvent,
  SamplerLine,
  SamplerReply,
} from '../../shared/sampler-protocol';
import type { ExportReply, ExportTask } from '../../shared/export-protocol';
import type { MeasureReply, MeasureTask } from '../../shared/measure-protocol';
import type { ImportReply, ImportTask } from '../../shared/import-protocol';
import { contentsOf } from './data/contents';
import { readPart } from './data/idx';
import { importDataset } from './data/import-dataset';
import { exportModel } from './export/export';
import { measure } from './measures/measure';
import { loadModel } from './sampler/loaded-model';
import { SamplerService } from './sampler/sampler-service';

/** Entry of the sampler's utility process: clients' ports and weights in from main, answers out to clients. */

interface Port {
  postMessage(message: SamplerReply | MeasureReply | ExportReply | ImportReply): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}

const post = connectToMain<{ command: SamplerCommand; event: SamplerEvent; port: Port }>(receive);

const service = new SamplerService({
  load: loadModel,
  want: (checkpoint) => post({ kind: 'checkpoint-wanted', checkpoint }),
  datasets: {
    read: readPart,
    contents: contentsOf,
    want: (dataset) => post({ kind: 'dataset-wanted', dataset }),
  },
  defer: setImmediate,
  cacheBytes: 256 * 2 ** 20,
});

const lines: Readonly<Record<SamplerLine, (port: Port) => void>> = {
  sampling: connect,
  measuring: measureFor,
  exporting: exportFor,
  importing: importFor,
};

function receive(command: SamplerCommand, ports: readonly Port[]): void {
  switch (command.kind) {
    case 'hello':
      post({ kind: 'ready' });
      break;
    case 'connect':
      ports.forEach(lines[command.line]);
      break;
    case 'checkpoint':
      service.provide(command);
      break;
    case 'checkpoint-missing':
      service.refuse(command.checkpoint, command.error);
      break;
    case 'dataset':
      service.datasets.provide(command.dataset, command.files);
      break;
    case 'dataset-missing':
      service.datasets.refuse(command.dataset, command.error);
      break;
  }
}

function connect(port: Port): void {
  const connection = service.connect((reply) => port.postMessage(reply));
  port.on('message', ({ data }) => connection.receive(data));
  port.on('close', () => connection.close());
  port.start();
}

function measureFor(port: Port): void {
  oneTask(port, (task, signal) =>
    measure(task as MeasureTask, (reply) => port.postMessage(reply), signal),
  );
}

function importFor(port: Port): void {
  oneTask(port, (task, signal) =>
    importDataset(task as ImportTask, (reply) => port.postMessage(reply), signal),
  );
}

/** Does the one task that comes over the port; the client gives it up by closing the port. */
function oneTask(port: Port, work: (task: unknown, signal: AbortSignal) => Promise<void>): void {
  const controller = new AbortController();
  port.on('message', ({ data: task }) => void work(task, controller.signal));
  port.on('close', () => controller.abort());
  port.start();
}

/** Writes the one model that the task over the port names. */
function exportFor(port: Port): void {
  port.on('message', ({ data: task }) => port.postMessage(exportModel(task as ExportTask)));
  port.start();
}
