import type { SheetFormat } from '../../../shared/sheets/service';
import type { SheetPlan } from '../../../shared/sheets/plan';
import type { SheetProvenance } from '../provenance';
import { channelsOf, digitsAlone, type Channels } from '../raster/bands';
import type { Fonts } from '../raster/fonts';
import type { Patch } from '../raster/patch';
import { patchesOf } from '../raster/text-patches';

/** What the picture in a file shows of a sheet. */
export interface FilePicture {
  readonly of: SheetProvenance['pixels']['of'];
  /** Of the picture. */
  readonly plan: SheetPlan;
  readonly patches: readonly Patch[];
  readonly channels: Channels;
}

/**
 * A PNG is a picture of the page. An SVG has texts as texts, and a picture of the digits alone, which its viewers
 * enlarge.
 */
export function filePicture(plan: SheetPlan, format: SheetFormat, fonts: Fonts): FilePicture {
  const channels = channelsOf(plan);
  if (format === 'png') return { of: 'page', plan, patches: patchesOf(plan, fonts), channels };
  return { of: 'digits', plan: digitsAlone(plan, 1), patches: [], channels };
}
