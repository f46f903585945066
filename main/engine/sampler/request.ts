import { z } from 'zod';
import { WorkbenchError, type ErrorReport } from '../../../shared/errors';
import { checkpointIdSchema } from '../../../shared/ids';
import type { SamplerRequest } from '../../../shared/sampler-protocol';
import { pixelCount } from '../../../shared/images';
import type { Model } from './model';

/** Requests come from windows too: nothing in them is believed before it was checked. */

/** Images in one request. */
export const mostImages = 20_000;

const arrayOf = <T extends Uint8Array | Float32Array>(type: new () => T) =>
  z.custom<T>((value) => value instanceof type, `Expected ${type.name}.`);

const common = {
  id: z.int(),
  checkpoint: checkpointIdSchema,
  lane: z.exactOptional(z.string()),
};
const labelled = { ...common, labels: arrayOf(Uint8Array) };
const requestSchema: z.ZodType<SamplerRequest> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decode'),
    ...labelled,
    conditions: z.exactOptional(arrayOf(Float32Array)),
    latents: arrayOf(Float32Array),
  }),
  z.object({ kind: z.literal('encode'), ...labelled, images: arrayOf(Uint8Array) }),
  z.object({ kind: z.literal('reconstruct'), ...labelled, images: arrayOf(Uint8Array) }),
  z.object({
    kind: z.literal('complete'),
    ...common,
    images: arrayOf(Uint8Array),
    latents: arrayOf(Float32Array),
    fromPrior: z.boolean(),
  }),
  z.object({
    kind: z.literal('dataset-images'),
    id: z.int(),
    dataset: z.string(),
    part: z.enum(['train', 'test']),
    label: z.int().min(0).nullable(),
    from: z.int().min(0),
    count: z.int().min(1).max(mostImages),
  }),
  z.object({ kind: z.literal('dataset-contents'), id: z.int(), dataset: z.string() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
]);
const identifiedSchema = z.object({ id: z.int() });

export type DecodeRequest = Extract<SamplerRequest, { kind: 'decode' }>;
export type EncodeRequest = Extract<SamplerRequest, { kind: 'encode' }>;
export type ReconstructRequest = Extract<SamplerRequest, { kind: 'reconstruct' }>;
export type CompleteRequest = Extract<SamplerRequest, { kind: 'complete' }>;
/** What a checkpoint's model computes. */
export type ModelRequest = DecodeRequest | EncodeRequest | ReconstructRequest | CompleteRequest;
export type ImagesRequest = Extract<SamplerRequest, { kind: 'dataset-images' }>;
export type ContentsRequest = Extract<SamplerRequest, { kind: 'dataset-contents' }>;

/** What a client sent, or why it cannot be used; null when there is not even an id to answer to. */
export type ParsedMessage =
  | SamplerRequest
  | { readonly kind: 'malformed'; readonly id: number; readonly error: ErrorReport }
  | null;

export function parseMessage(message: unknown): ParsedMessage {
  const request = requestSchema.safeParse(message);
  if (request.success) return request.data;
  const identified = identifiedSchema.safeParse(message);
  if (!identified.success) return null;
  return {
    kind: 'malformed',
    id: identified.data.id,
    error: {
      kind: 'invalid-input',
      message: `The sampler does not understand the request: ${z.prettifyError(request.error)}`,
    },
  };
}

/** Images that a request asks for; no whole number when it gives parts of images. */
export function imageCount(request: ModelRequest): number {
  return request.kind === 'complete' ? request.images.length / pixelCount : request.labels.length;
}

/** Throws `invalid-input` when the model cannot answer the request. */
export function checkRequest(request: ModelRequest, model: Model): void {
  const count = imageCount(request);
  if (!Number.isInteger(count)) {
    throw invalid(
      `Images have ${pixelCount} pixels each, which do not add up to ${count * pixelCount}`,
    );
  }
  if (count === 0 || count > mostImages) {
    throw invalid(
      `Between 1 and ${mostImages.toLocaleString('en')} images can be asked for at once, not ${count}`,
    );
  }
  if ('latents' in request) checkLatents(request.latents, count, model.latentDimensions);
  else checkLength('pixels', request.images.length, count, pixelCount);
  if (request.kind === 'complete') {
    if (!model.completesImages) throw invalid('This model does not complete images');
  } else checkConditions(request, count, model);
}

function checkConditions(
  request: Exclude<ModelRequest, CompleteRequest>,
  count: number,
  model: Model,
): void {
  if (model.classes === 0) return;
  if (request.kind === 'decode' && request.conditions !== undefined) {
    checkLength('condition values', request.conditions.length, count, model.classes);
    checkFinite('Condition values', request.conditions);
    return;
  }
  const unknown = request.labels.find((label) => label >= model.classes);
  if (unknown !== undefined) {
    throw invalid(`The model knows the labels 0 to ${model.classes - 1}, not ${unknown}`);
  }
}

function checkLatents(latents: Float32Array, count: number, latentDimensions: number): void {
  checkLength('latent values', latents.length, count, latentDimensions);
  checkFinite('Latent values', latents);
}

function checkFinite(what: string, values: Float32Array): void {
  if (!values.every(Number.isFinite)) throw invalid(`${what} must be finite numbers`);
}

function checkLength(what: string, length: number, count: number, each: number): void {
  if (length === count * each) return;
  throw invalid(`${count} images need ${count * each} ${what}, ${each} each, not ${length}`);
}

function invalid(message: string): WorkbenchError {
  return new WorkbenchError({ kind: 'invalid-input', message: `${message}.` });
}
