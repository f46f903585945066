import type { ClassNames } from '../../datasets';
import type { RunConfig } from '../../run-config';
import type { SheetImage } from '../content-schemas';
import type { SheetModel } from '../model-schema';

/** What planning has to know of a checkpoint besides what stands in the recipe. */
export interface SheetModelFacts extends Pick<
  RunConfig,
  'conditioning' | 'latentDimensions' | 'dataset'
> {
  /** Labels that the dataset has. */
  readonly classes: number;
  /** [classes]; absent where they are called by their numbers. */
  readonly classNames?: ClassNames | undefined;
}

/** A model of a recipe, with its facts. */
export interface PlannedModel extends SheetModel {
  readonly facts: SheetModelFacts;
}

/** Quadrants that a model is shown of an image, whose rest it draws. */
export type SeenQuadrants = 1 | 2 | 3;

/** Where a cell's pixels come from. `model` is an index into the plan's models. */
export type CellSource =
  | {
      readonly kind: 'decoded';
      readonly model: number;
      readonly label: number;
      /** `share` in 0..1 of another label, in place of as much of `label`. */
      readonly blend?: { readonly label: number; readonly share: number };
      /** [z]. */
      readonly latent: Float32Array;
    }
  /** An image of the dataset's test set, or a drawing: all of it, or the quadrants that a model is shown. */
  | { readonly kind: 'image'; readonly image: SheetImage; readonly quadrants?: SeenQuadrants }
  /** That image, completed with noise [z], which the image's own prior scales and moves. */
  | {
      readonly kind: 'completed';
      readonly model: number;
      readonly image: SheetImage;
      readonly noise: Float32Array;
    }
  /** A test image, encoded with its label and decoded from the posterior's mean. */
  | { readonly kind: 'rebuilt'; readonly model: number; readonly image: number }
  | { readonly kind: 'blank' };

/** The cells of a sheet, and what is said of them. */
export interface ContentPlan {
  readonly models: readonly PlannedModel[];
  readonly rows: number;
  readonly columns: number;
  cell(row: number, column: number): CellSource;
  /** Above each column; null for none. */
  readonly columnHeadings: readonly string[] | null;
  /** Beside each row, empty where a row belongs to the one above; null for none. */
  readonly rowHeadings: readonly string[] | null;
  /** In a line, e.g. `10 styles of each label, latents from seed 7`. */
  readonly description: string;
}
