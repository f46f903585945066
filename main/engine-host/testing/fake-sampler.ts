import type { MessageEvent, MessagePortMain } from 'electron';
import type {
  SamplerCommand,
  SamplerEvent,
  SamplerReply,
  SamplerRequest,
} from '../../../shared/sampler-protocol';

/**
 * Speaks the sampler's protocol and computes nothing: the pixels of an image are its label and the first
 * byte of the weights. The label 254 is never answered, 255 is the end of the process.
 */
const waiting: { port: MessagePortMain; request: Exclude<SamplerRequest, { kind: 'cancel' }> }[] =
  [];
let cancelled = 0;

const tell = (event: SamplerEvent) => process.parentPort.postMessage(event);

process.parentPort.on('message', ({ data, ports: [port] }: MessageEvent) => {
  const command = data as SamplerCommand;
  switch (command.kind) {
    case 'hello':
      if (process.env['STILLBORN'] === 'yes') process.exit(1);
      return tell({ kind: 'ready' });
    case 'connect':
      port?.on('message', ({ data: request }) => receive(port, request as SamplerRequest));
      return port?.start();
    case 'checkpoint':
      return answer(({ id, kind, labels }) =>
        kind === 'decode'
          ? {
              kind: 'decoded',
              id,
              pixels: Uint8Array.of(labels[0] ?? 0, command.weights[0] ?? 0, cancelled),
            }
          : {
              kind: 'encoded',
              id,
              mean: Float32Array.of(labels.length),
              logVariance: Float32Array.of(-1),
            },
      );
    case 'checkpoint-missing':
      return answer(({ id }) => ({ kind: 'failed', id, error: command.error }));
  }
});

function receive(port: MessagePortMain, request: SamplerRequest): void {
  if (request.kind === 'cancel') {
    cancelled++;
  } else if (request.labels[0] === 255) {
    process.abort();
  } else if (request.labels[0] !== 254) {
    waiting.push({ port, request });
    tell({ kind: 'checkpoint-wanted', checkpoint: request.checkpoint });
  }
}

function answer(reply: (request: (typeof waiting)[number]['request']) => SamplerReply): void {
  for (const { port, request } of waiting.splice(0)) port.postMessage(reply(request));
}
