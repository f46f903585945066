import { buffer } from 'node:stream/consumers';
import type { SheetPlan } from '../../shared/sheets/plan';
import type { DifferingTexts } from '../../shared/sheets/service';
import { filePicture } from './files/file-picture';
import { thumbnailOf } from './files/sheet-job';
import { writePdf } from './files/write-pdf';
import { writeSvg } from './files/write-svg';
import type { DrawnRows } from './raster/bands';
import type { Fonts } from './raster/fonts';
import { readPdf } from './reading/read-pdf';
import type { ReadSheet } from './reading/read-sheet';
import { readSvg } from './reading/read-svg';

/** Texts that are listed. */
const mostListed = 20;

/**
 * Compares what a drawing has beside its digits with what is written now; null when it is all the same, as it is for
 * files whose picture holds all there is.
 */
export async function differingTexts(
  { format, marks }: ReadSheet,
  plan: SheetPlan,
  fonts: Fonts,
): Promise<DifferingTexts | null> {
  if (format !== 'svg' && format !== 'pdf') return null;
  const again = await marksOf(format, plan, fonts);
  const differing = plan.texts.filter((_, index) => marks[index + 1] !== again[index + 1]);
  const isOtherwise = marks[0] !== again[0] || marks.length > again.length;
  if (differing.length === 0 && !isOtherwise) return null;
  return {
    count: differing.length,
    texts: differing.slice(0, mostListed).map(({ text }) => text),
    isOtherwise,
  };
}

/** Of the file as it is written now, its digits left out. */
async function marksOf(format: 'svg' | 'pdf', plan: SheetPlan, fonts: Fonts) {
  const picture = filePicture(plan, format, fonts);
  const content = (format === 'svg' ? writeSvg : writePdf)({
    plan,
    picture,
    rows: nothing(),
    fonts,
    carried: [],
    provenance: () => '{}',
    thumbnail: thumbnailOf(picture),
  });
  const bytes = await buffer(content);
  return (format === 'svg' ? readSvg(bytes) : readPdf(bytes)).marks;
}

async function* nothing(): AsyncGenerator<DrawnRows, void, undefined> {
  yield* await Promise.resolve<readonly DrawnRows[]>([]);
}
