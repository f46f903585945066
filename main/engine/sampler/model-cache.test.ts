import { expect, it } from 'vitest';
import { ModelCache } from './model-cache';
import { FakeModel, checkpointIds } from './testing';

const [a, b, c] = checkpointIds;

it('gives back what was added', () => {
  const cache = new ModelCache(100);
  const model = new FakeModel();
  cache.add(a, model);
  expect(cache.get(a)).toBe(model);
  expect(cache.has(b)).toBe(false);
  expect(cache.get(b)).toBeUndefined();
});

it('disposes of the least recently used when bytes run out', () => {
  const cache = new ModelCache(100);
  const [first, second, third] = [40, 40, 40].map((bytes) => new FakeModel({ bytes }));
  cache.add(a, first!);
  cache.add(b, second!);
  cache.get(a);
  cache.add(c, third!);
  expect([a, b, c].map((checkpoint) => cache.has(checkpoint))).toEqual([true, false, true]);
  expect([first, second, third].map((model) => model?.isDisposed)).toEqual([false, true, false]);
});

it('keeps the newest even if it is too large', () => {
  const cache = new ModelCache(100);
  const [small, large] = [1, 1000].map((bytes) => new FakeModel({ bytes }));
  cache.add(a, small!);
  cache.add(b, large!);
  expect(cache.get(b)).toBe(large);
  expect(small?.isDisposed).toBe(true);
});

it('disposes of a model that is replaced', () => {
  const cache = new ModelCache(100);
  const [old, fresh] = [new FakeModel(), new FakeModel()];
  cache.add(a, old);
  cache.add(a, fresh);
  expect(old.isDisposed).toBe(true);
  expect(cache.get(a)).toBe(fresh);
});
