import { sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { z } from 'zod';
import { storedJson } from './stored-rows';

/** Characters: of a recipe of a thousand latents of 256 dimensions. */
const mostCharacters = 10_000_000;

/** A recipe from its JSON; null for one that this version does not know. */
export const storedRecipe = storedJson(z.unknown(), 'valid JSON', mostCharacters).transform(
  (recipe): SheetRecipe | null => sheetRecipeSchema.safeParse(recipe).data ?? null,
);
