import type { RunId } from '../shared/ids';
import type { SheetRecipe } from '../shared/sheet-recipe';
import { routeHref } from './ui/route';

/** Addresses by which one view opens another with something in it. */

/** Puts these runs side by side. */
export const compareHref = (runs: readonly RunId[]): string => routeHref('compare', runs.join(','));

/** Opens a sheet to be looked at and changed. */
export const sheetHref = (recipe: SheetRecipe): string =>
  routeHref('sheets', JSON.stringify(recipe));
