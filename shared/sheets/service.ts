import type { CheckpointId, SheetId } from '../ids';
import type { SheetRecipe } from '../sheet-recipe';
import type { SheetModelFacts } from './contents/content-plan';
import type { SheetModel } from './model-schema';

export const sheetFormats = ['png', 'svg', 'pdf'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** A sheet that has just been written. */
export interface WrittenSheet {
  /** In the list of sheets made so far. */
  readonly id: SheetId;
  readonly format: SheetFormat;
  readonly path: string;
  /** The JSON beside it that says where it came from. */
  readonly provenancePath: string;
  /** Of the whole sheet, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the file. */
  readonly bytes: number;
  /** SHA-256 in hex of the picture's bytes: of the page in a PNG, of the digits in SVG and PDF. */
  readonly pixelsSha256: string;
}

/** What `planSheet` has to know of each checkpoint of a recipe. */
export type SheetFacts = Readonly<Record<CheckpointId, SheetModelFacts>>;

/** A cell with pixels that are not as they were made again. */
export interface DifferingCell {
  readonly row: number;
  readonly column: number;
  readonly pixels: number;
  /** Largest difference in levels of 0 to 255. */
  readonly most: number;
}

export interface SheetDifferences {
  /** Pixels that differ. */
  readonly pixels: number;
  /** Pixels that there are. */
  readonly of: number;
  /** Largest difference in levels of 0 to 255. */
  readonly most: number;
  /** Cells that differ. */
  readonly cellCount: number;
  /** The first of them, from the top left. */
  readonly cells: readonly DifferingCell[];
  /** Differing pixels beside the cells: in texts, gaps and margins. */
  readonly outside: number;
}

/** What a drawing has beside its digits that is not as it is written now. */
export interface DifferingTexts {
  readonly count: number;
  /** The first of them, as they are written now. */
  readonly texts: readonly string[];
  /** Whether anything else is otherwise: the ground, swatches, the typeface, or what was added. */
  readonly isOtherwise: boolean;
}

/**
 * What came of making a sheet again. `altered` and `intact` say whether the file's pixels still have the SHA-256
 * that was recorded when it was written.
 */
export type SheetCheck =
  /** With the texts of a drawing, which are none of its pixels. */
  | { readonly kind: 'matches'; readonly texts?: 'same' }
  /** The pixels of a drawing match. */
  | ({ readonly kind: 'texts-differ' } & DifferingTexts)
  | {
      readonly kind: 'differs';
      readonly differences: SheetDifferences;
      readonly altered: boolean;
    }
  /** Of a JSON file, which holds no pixels: those made again do not have the SHA-256 that it records. */
  | { readonly kind: 'other-pixels' }
  | { readonly kind: 'other-size'; readonly width: number; readonly height: number }
  /** The recipe could be read, and the pixels could not. */
  | { readonly kind: 'pixels-damaged'; readonly message: string }
  | {
      readonly kind: 'checkpoint-missing';
      readonly models: readonly SheetModel[];
      /** Null where the file holds no pixels. */
      readonly intact: boolean | null;
    }
  /** The models are there, and they cannot draw it: `message` says why. */
  | { readonly kind: 'cannot-be-made'; readonly message: string }
  /** Of a recipe by itself, whose models are there. */
  | { readonly kind: 'nothing-to-compare' };

/** A sheet that was read from a file, and made again; or the recipe of one. */
export interface VerifiedSheet {
  /** `recipe`: a recipe by itself, with nothing to compare. */
  readonly format: SheetFormat | 'json' | 'recipe';
  readonly recipe: SheetRecipe;
  /** Of what made it, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Of its checkpoints that are in this database, or came with the file. */
  readonly facts: SheetFacts;
  /** Under which id the sampler knows models that came with the file, by the id in the recipe. */
  readonly carried: Readonly<Record<CheckpointId, CheckpointId>>;
  /** Whether the file brought models, rather than one that was opened before. */
  readonly carriesModels: boolean;
  /** The file's own picture as a PNG where it cannot be made again: a sheet's page, or a drawing's digits. */
  readonly picture: Uint8Array | null;
  readonly check: SheetCheck;
}
