import { expect, it } from 'vitest';
import { ModelCache } from './model-cache';
import { FakeModel, checkpointIds } from './testing';

const [a, b, c] = checkpointIds;
const modelOf = (bytes: number) => new FakeModel({ bytes });

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
  const models = { first: modelOf(40), second: modelOf(40), third: modelOf(40) };
  cache.add(a, models.first);
  cache.add(b, models.second);
  cache.get(a);
  cache.add(c, models.third);
  expect([a, b, c].map((checkpoint) => cache.has(checkpoint))).toEqual([true, false, true]);
  expect(Object.values(models).map(({ isDisposed }) => isDisposed)).toEqual([false, true, false]);
});

it('keeps the newest even if it is too large', () => {
  const cache = new ModelCache(100);
  const [small, large] = [modelOf(1), modelOf(1000)];
  cache.add(a, small);
  cache.add(b, large);
  expect(cache.get(b)).toBe(large);
  expect(small.isDisposed).toBe(true);
});

it('disposes of a model that is replaced', () => {
  const cache = new ModelCache(100);
  const [old, fresh] = [new FakeModel(), new FakeModel()];
  cache.add(a, old);
  cache.add(a, fresh);
  expect(old.isDisposed).toBe(true);
  expect(cache.get(a)).toBe(fresh);
});
