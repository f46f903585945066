import { sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';

/** A recipe from its JSON; null for one that this version does not know. */
export function storedRecipe(json: string): SheetRecipe | null {
  return sheetRecipeSchema.safeParse(JSON.parse(json)).data ?? null;
}
