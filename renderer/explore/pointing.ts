import { explorer } from './explorer.svelte';
import { nearestPoint } from './plane';
import { rebuilding } from './rebuilding.svelte';
import { testSet } from './test-set.svelte';

/**
 * The shown test image whose point in the plane lies nearest, within `most`, and in the lane of a label where there
 * are lanes; null for none, and on other planes.
 */
export function imageAt(
  point: readonly [number, number],
  most: number,
  lane: number | null = null,
): number | null {
  if (explorer.plane !== 'test-set' || explorer.model === null) return null;
  const { labels, only, means } = testSet;
  const isOf = (image: number, label: number | null) => label === null || labels?.[image] === label;
  const isShown = (image: number) => isOf(image, only) && isOf(image, lane);
  const { latentDimensions: z } = explorer.model;
  return nearestPoint(means, z, explorer.axes, point, most, isShown);
}

/** Rebuilds a test image, which goes to where it lies. */
export function goToImage(image: number): void {
  explorer.use('rebuild');
  rebuilding.choose(image);
}

/** Does by keyboard what the pointer does on a point. */
export function goToNearestImage(): void {
  const { across, up } = explorer.axes;
  const { latent } = explorer;
  const image = imageAt([latent[across]!, up === null ? 0 : latent[up]!], Infinity);
  if (image !== null) goToImage(image);
}
