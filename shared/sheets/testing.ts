import { checkpointIdSchema, runIdSchema } from '../ids';
import { pixelCount } from '../images';
import { sheetRecipeSchema, type SheetRecipe, type SheetRecipeInput } from '../sheet-recipe';
import type { SheetModelFacts } from './contents/content-plan';
import type { SheetSampler } from './draw-cells';
import type { SheetModel } from './model-schema';

/** A model as recipes of tests name it. */
export function modelOfTests(number = 1, changes: Partial<SheetModel> = {}): SheetModel {
  const hex = String(number).padStart(4, '0');
  return {
    run: runIdSchema.parse(`01890a5d-ac96-774b-bcce-b30209a1${hex}`),
    checkpoint: checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-b30209a2${hex}`),
    sha256: hex.repeat(16),
    name: `Run ${number}`,
    epoch: 10 * number,
    step: 0,
    colour: (number - 1) % 8,
    ...changes,
  };
}

export const factsOfTests: SheetModelFacts = {
  conditioning: 'label',
  latentDimensions: 2,
  dataset: 'mnist',
  classes: 10,
};

export function recipeOfTests(
  content: SheetRecipeInput['content'],
  style: SheetRecipeInput['style'] = {},
): SheetRecipe {
  return sheetRecipeSchema.parse({ version: 2, content, style });
}

/** Pixels that depend on checkpoint, label, latent and place, so that none can be mistaken for another. */
export const patternedSampler: SheetSampler = {
  decode(checkpoint, conditions, latents) {
    const isLabels = conditions instanceof Uint8Array;
    const n = isLabels ? conditions.length : conditions.shares.length / conditions.classes;
    const z = latents.length / n;
    const model = Number.parseInt(checkpoint.slice(-4), 10);
    return Promise.resolve(
      Uint8Array.from({ length: n * pixelCount }, (_, i) => {
        const cell = Math.floor(i / pixelCount);
        const label = isLabels
          ? conditions[cell]!
          : conditions.shares
              .subarray(cell * conditions.classes, (cell + 1) * conditions.classes)
              .reduce((sum, share, index) => sum + share * index, 0);
        const latent = latents
          .subarray(cell * z, (cell + 1) * z)
          .reduce((sum, value, index) => sum + value * (index + 1), 0);
        return Math.abs(model * 31 + label * 13 + latent * 40 + (i % pixelCount)) % 256;
      }),
    );
  },
  encode: (_, labels, images) =>
    Promise.resolve({
      mean: Float32Array.from(
        { length: labels.length * 2 },
        (_value, i) => images[Math.floor(i / 2) * pixelCount]! / 255 + (i % 2),
      ),
    }),
  complete: (checkpoint, images, noise) =>
    Promise.resolve({
      pixels: images.map((level, i) => {
        const of = Math.floor(i / pixelCount) * (noise.length / (images.length / pixelCount));
        return (level + Math.abs(noise[of]! * 40) + Number(checkpoint.slice(-2))) % 256;
      }),
    }),
  testImages: (_, from, count) => {
    const n = Math.max(0, Math.min(count, 10_000 - from));
    const images = Uint8Array.from(
      { length: n * pixelCount },
      (_value, i) => (from + Math.floor(i / pixelCount)) % 251,
    );
    const labels = Uint8Array.from({ length: n }, (_value, i) => (from + i) % 10);
    return Promise.resolve({ images, labels, total: 10_000 });
  },
};
