import type { ExploredModel } from './model';

export type Plane = 'pad' | 'manifold' | 'test-set';
export type Tool = 'dimensions' | 'samples' | 'walk' | 'blend' | 'rebuild' | 'image' | 'draw';

/** The planes on which a model's latent space can be seen. A model that completes images has another space for each. */
export function planesOf({ quadrantsSeen }: ExploredModel): readonly Plane[] {
  return quadrantsSeen > 0 ? ['pad', 'manifold'] : ['pad', 'manifold', 'test-set'];
}

/** What can be done with a model. */
export function toolsOf({ quadrantsSeen }: ExploredModel): readonly Tool[] {
  return quadrantsSeen > 0
    ? ['dimensions', 'samples', 'walk', 'image', 'draw']
    : ['dimensions', 'samples', 'walk', 'blend', 'rebuild', 'draw'];
}
