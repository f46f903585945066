import { describe, expect, it } from 'vitest';
import { checkRequest, parseMessage, type ModelRequest } from './request';
import { FakeModel, checkpointIds, decodeMessage, encodeMessage } from './testing';

const [checkpoint] = checkpointIds;
const imagesMessage = {
  ...{ kind: 'dataset-images', id: 7, dataset: 'mnist', part: 'test' },
  ...{ label: null, from: 0, count: 20_000 },
};
const completeMessage = {
  kind: 'complete',
  id: 5,
  checkpoint,
  images: new Uint8Array(2 * 784),
  latents: new Float32Array(4),
  fromPrior: true,
};
const check = (message: unknown, model = new FakeModel()) => {
  const request = parseMessage(message) as ModelRequest;
  checkRequest(request, model);
};

describe('parseMessage', () => {
  it('takes requests as they are', () => {
    for (const message of [
      decodeMessage(1, checkpoint, 3),
      encodeMessage(2, checkpoint, 3),
      { ...decodeMessage(3, checkpoint, 1), conditions: new Float32Array(10) },
      { ...imagesMessage, id: 4 },
      { kind: 'dataset-contents', id: 6, dataset: 'mnist' },
      completeMessage,
      { kind: 'cancel', id: 1 },
    ]) {
      expect(parseMessage(message)).toEqual(message);
    }
  });

  it.each<[string, object]>([
    ['an unknown kind', { kind: 'train', id: 7 }],
    ['a checkpoint that is no id', { ...decodeMessage(7, checkpoint, 1), checkpoint: '../x' }],
    ['labels of another type', { ...decodeMessage(7, checkpoint, 1), labels: [1] }],
    [
      'latents of another type',
      { ...decodeMessage(7, checkpoint, 1), latents: new Float64Array(2) },
    ],
    [
      'conditions of another type',
      { ...decodeMessage(7, checkpoint, 1), conditions: new Uint8Array(10) },
    ],
    ['images before the first', { ...imagesMessage, from: -1 }],
    ['images of no part', { ...imagesMessage, part: 'validation' }],
    ['no word on what its latents are', { ...completeMessage, id: 7, fromPrior: undefined }],
    ['no images', { ...encodeMessage(7, checkpoint, 1), images: undefined }],
  ])('answers a request with %s', (_what, message) => {
    expect(parseMessage(message)).toMatchObject({
      kind: 'malformed',
      id: 7,
      error: { kind: 'invalid-input' },
    });
  });

  it('drops what has no id to answer to', () => {
    for (const message of [undefined, null, 7, 'hello', {}, { id: 'x' }]) {
      expect(parseMessage(message)).toBeNull();
    }
  });
});

describe('checkRequest', () => {
  it('accepts 1 to 20,000 images', () => {
    check(decodeMessage(1, checkpoint, 1));
    check(decodeMessage(1, checkpoint, 20_000));
    check(encodeMessage(1, checkpoint, 100));
  });

  const two = decodeMessage(1, checkpoint, 2);
  it.each<[string, object, string]>([
    [
      'no images',
      decodeMessage(1, checkpoint, 0),
      'Between 1 and 20,000 images can be asked for at once, not 0.',
    ],
    [
      'too many images',
      decodeMessage(1, checkpoint, 20_001),
      'Between 1 and 20,000 images can be asked for at once, not 20001.',
    ],
    [
      'too few latents',
      { ...two, latents: new Float32Array(3) },
      '2 images need 4 latent values, 2 each, not 3.',
    ],
    [
      'latents that are not numbers',
      { ...two, latents: Float32Array.of(0, NaN, 0, 0) },
      'Latent values must be finite numbers.',
    ],
    [
      'too many pixels',
      { ...encodeMessage(1, checkpoint, 2), images: new Uint8Array(3 * 784) },
      '2 images need 1568 pixels, 784 each, not 2352.',
    ],
    [
      'too few condition values',
      { ...two, conditions: new Float32Array(10) },
      '2 images need 20 condition values, 10 each, not 10.',
    ],
    [
      'condition values that are not numbers',
      { ...two, conditions: new Float32Array(20).fill(Infinity) },
      'Condition values must be finite numbers.',
    ],
    [
      'a label that the model does not know',
      { ...two, labels: Uint8Array.of(9, 10) },
      'The model knows the labels 0 to 9, not 10.',
    ],
  ])('refuses %s', (_what, message, text) => {
    expect(() => check(message)).toThrow(text);
  });

  it('does not care about labels of a model without labels', () => {
    check({ ...two, labels: Uint8Array.of(9, 200) }, new FakeModel({ classes: 0 }));
  });
});

describe('checkRequest, to complete images', () => {
  const model = new FakeModel({ classes: 0, completesImages: true });

  it('accepts images with a latent each', () => check(completeMessage, model));

  it.each<[string, object, string]>([
    ['parts of images', { images: new Uint8Array(785) }, 'do not add up to 785.'],
    ['no images', { images: new Uint8Array(0) }, 'not 0.'],
    ['too few latents', { latents: new Float32Array(2) }, '2 images need 4 latent values'],
    ['latents that are not numbers', { latents: new Float32Array(4).fill(NaN) }, 'finite numbers'],
  ])('refuses %s', (_what, change, text) => {
    expect(() => check({ ...completeMessage, ...change }, model)).toThrow(text);
  });

  it('refuses a model that does not', () => {
    expect(() => check(completeMessage)).toThrow('This model does not complete images.');
  });
});
