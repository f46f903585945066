import type { PlannedText } from '../../shared/sheets/layout';
import { hexFromRgb, sheetColour } from '../../shared/sheets/palette';
import { outlineSize } from '../../shared/sheets/text-outlines';
import { call } from '../api';
import { rasterise, type Sight } from './rasterise';
import type { SheetPicture } from './sheet-preview.svelte';

/** Texts of fewer device pixels cannot be read, and are left out. */
const leastTextSize = 4;

/** A text of a sheet and its outlines, which are those that a file gets. */
export interface DrawnText {
  readonly planned: PlannedText;
  readonly path: Path2D;
  /** Of the path, which is in type of `outlineSize`. */
  readonly width: number;
}

/** What a sheet has to say, drawn where files are written, so that both show the same. */
export async function drawTexts(
  planned: readonly PlannedText[],
): Promise<{ readonly texts: readonly DrawnText[]; readonly missing: readonly string[] }> {
  const texts = planned.map(({ text, weight }) => ({ text, weight }));
  const { lines, missing } = await call('sheets.outlines', { texts });
  return {
    texts: lines.map(({ path, width }, index) => ({
      planned: planned[index]!,
      path: new Path2D(path),
      width,
    })),
    missing,
  };
}

/** Draws what is in sight of a sheet onto a canvas of that size. */
export function drawSheet(
  context: CanvasRenderingContext2D,
  picture: SheetPicture,
  texts: readonly DrawnText[],
  sight: Sight,
): void {
  const { plan } = picture;
  const pixels = new Uint8ClampedArray(rasterise(picture, sight).buffer);
  context.putImageData(new ImageData(pixels, sight.width, sight.height), 0, 0);
  const place = (x: number, y: number) =>
    [x * sight.zoom - sight.x, y * sight.zoom - sight.y] as const;
  for (const { x, y, side, colour } of plan.swatches) {
    context.fillStyle = hexFromRgb(sheetColour('runs', colour, plan.recipe.style.page));
    context.fillRect(...place(x, y), side * sight.zoom, side * sight.zoom);
  }
  context.fillStyle = hexFromRgb(plan.textColour);
  for (const { planned, path, width } of texts) {
    const [x, baseline] = place(planned.x, planned.y);
    const pixelSize = planned.size * sight.zoom;
    if (baseline < 0 || baseline - 2 * pixelSize > sight.height) continue;
    if (pixelSize < leastTextSize) continue;
    const scale = pixelSize / outlineSize;
    const left = x - { start: 0, middle: 0.5, end: 1 }[planned.anchor] * width * scale;
    context.setTransform(scale, 0, 0, scale, left, baseline);
    context.fill(path);
  }
  context.resetTransform();
}
