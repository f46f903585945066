import { blendOf, repeated } from './conditions';
import type { Spot } from './explorer.svelte';
import { decode } from './model';

export const blendSteps = 11;

export interface Blends {
  readonly spot: Spot;
  readonly label: number;
  readonly second: number;
}

/** Gray levels [11, 784] of one latent, from the first label alone to the second one alone. */
export function blends({ spot: { model, latent }, label, second }: Blends): Promise<Uint8Array> {
  const conditions = Array.from({ length: blendSteps }, (_, step) =>
    blendOf(model.classes, label, second, step / (blendSteps - 1)),
  );
  return decode(model, conditions, repeated(latent, blendSteps));
}
