import type { MessagePortMain } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type {
  SamplerCommand,
  SamplerEvent,
  SamplerReply,
  SamplerRequest,
} from '../../../shared/sampler-protocol';
import { connectToMain } from '../../engine/main-port';

type Question = Extract<SamplerRequest, { kind: 'decode' | 'encode' }>;

/**
 * Speaks the sampler's protocol and computes nothing: the pixels of an image are its label and the first
 * byte of the weights. The label 254 is never answered, 255 is the end of the process.
 */
const waiting: { readonly port: MessagePortMain; readonly request: Question }[] = [];
let cancelled = 0;

const tell = connectToMain<{ command: SamplerCommand; event: SamplerEvent; port: MessagePortMain }>(
  (command, [port]) => {
    switch (command.kind) {
      case 'hello':
        if (existsSync(join(import.meta.dirname, 'stillborn'))) process.exit(1);
        tell({ kind: 'ready' });
        break;
      case 'connect':
        port?.on('message', ({ data: request }) => receive(port, request as SamplerRequest));
        port?.start();
        break;
      case 'checkpoint':
        answer((request) => sampled(request, command.weights));
        break;
      case 'checkpoint-missing':
        answer(({ id }) => ({ kind: 'failed', id, error: command.error }));
        break;
      case 'dataset':
      case 'dataset-missing':
        throw new Error('The fake sampler has no datasets.');
    }
  },
);

function sampled({ id, kind, labels }: Question, weights: Uint8Array): SamplerReply {
  if (kind === 'decode') {
    return { kind: 'decoded', id, pixels: Uint8Array.of(labels[0]!, weights[0]!, cancelled) };
  }
  const [mean, logVariance] = [Float32Array.of(labels.length), Float32Array.of(-1)];
  return { kind: 'encoded', id, mean, logVariance };
}

function receive(port: MessagePortMain, request: SamplerRequest): void {
  if (request.kind === 'cancel') {
    cancelled++;
  } else if (request.kind !== 'decode' && request.kind !== 'encode') {
    throw new Error('The fake sampler decodes and encodes, and no more.');
  } else if (request.labels[0] === 255) {
    process.abort();
  } else if (request.labels[0] !== 254) {
    waiting.push({ port, request });
    tell({ kind: 'checkpoint-wanted', checkpoint: request.checkpoint });
  }
}

function answer(reply: (request: Question) => SamplerReply): void {
  for (const { port, request } of waiting.splice(0)) port.postMessage(reply(request));
}
