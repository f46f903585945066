import { quadrantsSeen } from '../../run-config';
import type { SheetImage } from '../content-schemas';
import { isToldLabels, labelInWords, named, refuse } from './checks';
import type { CellSource, PlannedModel, SeenQuadrants } from './content-plan';

/** The quadrants that a model is shown of an image; null for one that draws whole images. */
export function quadrantsOf({ facts: { conditioning } }: PlannedModel): SeenQuadrants | null {
  const seen = quadrantsSeen(conditioning);
  return seen === 0 ? null : seen;
}

/** The cells of a model's latents [z], by label; where the model completes images, those of an image instead. */
export function drawnBy(
  model: PlannedModel,
  image: SheetImage | undefined,
  index = 0,
): (label: number, latent: Float32Array) => CellSource {
  if (quadrantsOf(model) === null) {
    return (label, latent) => ({ kind: 'decoded', model: index, label, latent });
  }
  if (image === undefined) {
    refuse(
      'image',
      `${named(model)} completes images: latents alone say nothing to it.`,
      'Choose the test image that it is shown.',
    );
  }
  return (_, noise) => ({ kind: 'completed', model: index, image, noise });
}

/** What the cells of a whole sheet share, as a legend says it: the label, or the image that is completed. */
export function conditionInWords(
  model: PlannedModel,
  label: number,
  image: SheetImage | undefined,
): string {
  const quadrants = quadrantsOf(model);
  if (quadrants === null) {
    return isToldLabels(model) ? `, label ${labelInWords([model], label)}` : '';
  }
  const which = typeof image === 'string' ? 'a drawing' : `test image ${image}`;
  return `, completing ${which} from ${quadrantsInWords(quadrants)}`;
}

export const quadrantsInWords = (quadrants: SeenQuadrants): string =>
  quadrants === 1 ? 'one quadrant' : quadrants === 2 ? 'two quadrants' : 'three quadrants';

/** Of models that share test images. */
export function refuseOtherDatasets(models: readonly PlannedModel[]): void {
  const [first] = models;
  if (models.every(({ facts }) => facts.dataset === first?.facts.dataset)) return;
  refuse('models', 'These runs learned from different datasets, and share no test images.');
}

/** A model's row, or the quadrants that the models below are shown, by index of the model. */
export type GroupHead =
  | { readonly kind: 'seen'; readonly quadrants: SeenQuadrants }
  | { readonly kind: 'model'; readonly model: number };

/** The models one below the other, each change of what they are shown before them. */
export function groupsOf(models: readonly PlannedModel[]): readonly GroupHead[] {
  let shown: SeenQuadrants | null = null;
  return models.flatMap((model, index): GroupHead[] => {
    const quadrants = quadrantsOf(model);
    const own = { kind: 'model', model: index } as const;
    if (quadrants === null || quadrants === shown) return [own];
    shown = quadrants;
    return [{ kind: 'seen', quadrants }, own];
  });
}
