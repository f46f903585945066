import type { SheetPlan } from '../../../shared/sheets/plan';
import type { SheetStyle } from '../../../shared/sheets/style-schema';

/** A page of a PDF and where the sheet lies on it, in points: 72 an inch. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Of the sheet's top left corner, from the page's. */
  readonly x: number;
  readonly y: number;
  /** Of a pixel of the sheet. */
  readonly unit: number;
}

/** Upright. */
const papers = {
  a4: [595.28, 841.89],
  a3: [841.89, 1190.55],
  letter: [612, 792],
} as const satisfies Record<Exclude<SheetStyle['pdfPage'], 'fit'>, readonly [number, number]>;

/** Around what is printed: 15 mm. */
const paperMargin = 42.52;
/** Of pixels on screens: 96 an inch. */
const pointsPerPixel = 0.75;
/** PDF 1.7, annex C: longer sides are not shown everywhere. */
const longestSide = 14_400;

/** As large as the sheet, or a paper upright or across, whichever lets the sheet be larger. */
export function pdfPage(plan: SheetPlan): PdfPage {
  const { pdfPage: choice, margin } = plan.recipe.style;
  const { width, height } = plan;
  if (choice === 'fit') {
    const unit = Math.min(pointsPerPixel, longestSide / Math.max(width, height));
    return { width: width * unit, height: height * unit, x: 0, y: 0, unit };
  }
  // The paper's margin takes the place of the sheet's own.
  const own = margin * plan.scale * 2;
  const [short, long] = papers[choice];
  const fitted = [
    [short, long],
    [long, short],
  ].map(([pageWidth = 0, pageHeight = 0]): PdfPage => {
    const unit = Math.min(
      (pageWidth - 2 * paperMargin) / (width - own),
      (pageHeight - 2 * paperMargin) / (height - own),
    );
    return {
      width: pageWidth,
      height: pageHeight,
      x: (pageWidth - width * unit) / 2,
      y: (pageHeight - height * unit) / 2,
      unit,
    };
  });
  const [upright, across] = fitted;
  return across!.unit > upright!.unit ? across! : upright!;
}
