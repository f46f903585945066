import type { RunId } from '../shared/ids';
import type { SheetRecipe } from '../shared/sheet-recipe';
import { routeHref } from './ui/route';

/** Addresses by which one view opens another with something in it. */

/** Puts these runs side by side. */
export const compareHref = (runs: readonly RunId[]): string => routeHref('compare', runs.join(','));

/** Lists the runs that a filter lets through. */
export const runsHref = (filter: string): string => routeHref('runs', filter);

const datasetPrefix = 'dataset:';

/** Begins a new run on a dataset. */
export const newRunOnHref = (dataset: string): string =>
  routeHref('new', `${datasetPrefix}${dataset}`);

/** The dataset that such an address names; null when it names none. */
export const datasetOfParam = (param: string | null): string | null =>
  param?.startsWith(datasetPrefix) ? param.slice(datasetPrefix.length) : null;

/** Opens a sheet to be looked at and changed. */
export const sheetHref = (recipe: SheetRecipe): string =>
  routeHref('sheets', JSON.stringify(recipe));
