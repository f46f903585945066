import { describe, expect, it } from 'vitest';
import { pixelCount } from '../../shared/images';
import { ImagePages, pageSize } from './image-pages.svelte';

/** 1,000 images of class 3; each one's first pixel is its place, modulo 256. */
class Source {
  readonly asked: number[] = [];
  fails = false;
  readonly fetch = (_: unknown, from: number, count: number) => {
    this.asked.push(from);
    if (this.fails) return Promise.reject(new Error('Not there.'));
    const places = Array.from({ length: Math.min(count, 1000 - from) }, (__, i) => from + i);
    const images = new Uint8Array(places.length * pixelCount);
    places.forEach((place, i) => (images[i * pixelCount] = place));
    const numbers = Uint32Array.from(places, (place) => 10 * place);
    const labels = new Uint8Array(places.length).fill(3);
    return Promise.resolve({ images, labels, numbers, total: 1000 });
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

function open() {
  const source = new Source();
  const set = { dataset: 'mnist', part: 'train', label: 3 } as const;
  return { source, pages: new ImagePages(set, source.fetch) };
}

describe('ImagePages', () => {
  it('fetches the pages that are wanted, once, and gives rows across them', async () => {
    const { source, pages } = open();
    pages.want(230, 20);
    pages.want(235, 20);
    expect(pages.stretch(230, 20)).toBeNull();
    await settled();
    expect(source.asked).toEqual([0, pageSize]);
    const { pixels, labels, numbers } = pages.stretch(238, 4)!;
    expect([0, 1, 2, 3].map((i) => pixels[i * pixelCount])).toEqual([238, 239, 240, 241]);
    expect(labels).toEqual([3, 3, 3, 3]);
    expect(numbers).toEqual([2380, 2390, 2400, 2410]);
  });

  it('has nothing past the end', async () => {
    const { pages } = open();
    pages.want(990, 10);
    await settled();
    expect(pages.stretch(990, 10)?.labels).toHaveLength(10);
    expect(pages.stretch(990, 11)).toBeNull();
  });

  it('says why images are missing, and asks again for what could not be read', async () => {
    const { source, pages } = open();
    source.fails = true;
    pages.want(0, 10);
    await settled();
    expect(pages.error?.message).toBe('Not there.');
    source.fails = false;
    pages.want(0, 10);
    await settled();
    expect(pages.error).toBeNull();
    expect(pages.stretch(0, 10)).not.toBeNull();
  });
});
