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

/** Viewers decode the whole of a picture in a PDF to show a page. */
const mostPdfPixels = 2 ** 26;

/**
 * What a file's picture is of. A PNG is a picture of the page. SVG and PDF have texts as texts, and a picture of the
 * digits alone: SVG as small as it is, since its viewers enlarge as they are told; PDF enlarged, since most of its
 * viewers blur what they enlarge.
 */
export function picturedPlan(plan: SheetPlan, format: SheetFormat): SheetPlan {
  if (format === 'png') return plan;
  return digitsAlone(plan, format === 'svg' ? 1 : pdfScale(plan));
}

export function filePicture(plan: SheetPlan, format: SheetFormat, fonts: Fonts): FilePicture {
  const isPage = format === 'png';
  return {
    of: isPage ? 'page' : 'digits',
    plan: picturedPlan(plan, format),
    patches: isPage ? patchesOf(plan, fonts) : [],
    channels: channelsOf(plan),
  };
}

function pdfScale({ grid, scale }: SheetPlan): number {
  const pixels = (grid.width / scale) * (grid.height / scale);
  return Math.max(1, Math.min(scale, Math.floor(Math.sqrt(mostPdfPixels / pixels))));
}
