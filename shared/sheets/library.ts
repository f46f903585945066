import type { SavedRecipeId, SheetId } from '../ids';
import type { SheetRecipe } from '../sheet-recipe';

/** A sheet that was written to a file. */
export interface MadeSheet {
  readonly id: SheetId;
  /** Null for one that this version does not know. */
  readonly recipe: SheetRecipe | null;
  /** A small PNG of it. */
  readonly thumbnail: Uint8Array;
  /** Where it was written; it may have been moved or removed since. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A recipe kept under a name. */
export interface SavedRecipe {
  readonly id: SavedRecipeId;
  readonly name: string;
  /** Null for one that this version does not know. */
  readonly recipe: SheetRecipe | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}
