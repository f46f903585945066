import { explorer } from './explorer.svelte';
import { nearestPoint } from './plane';
import { rebuilding } from './rebuilding.svelte';
import { testSet } from './test-set.svelte';

/** The shown test image whose point in the plane lies nearest, within `most`; null for none, and on other planes. */
export function imageAt(point: readonly [number, number], most: number): number | null {
  if (explorer.plane !== 'test-set' || explorer.model === null) return null;
  const { labels, only, means } = testSet;
  const isShown = (image: number) => only === null || labels?.[image] === only;
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
