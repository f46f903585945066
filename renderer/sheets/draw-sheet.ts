import { hexFromRgb, sheetColour } from '../../shared/sheets/palette';
import { rasterise, type Sight } from './rasterise';
import type { SheetPicture } from './sheet-preview.svelte';

/** Texts of fewer device pixels cannot be read, and are left out. */
const leastTextSize = 4;

/** Draws what is in sight of a sheet onto a canvas of that size. */
export function drawSheet(
  context: CanvasRenderingContext2D,
  picture: SheetPicture,
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
  for (const { text, x, y, size, weight, anchor, width } of plan.texts) {
    const [left, baseline] = place(x, y);
    const pixelSize = size * sight.zoom;
    if (baseline < 0 || baseline - 2 * pixelSize > sight.height) continue;
    if (pixelSize < leastTextSize) continue;
    context.font = `${weight === 'strong' ? 600 : 400} ${pixelSize}px 'Inter Sheet', sans-serif`;
    context.textAlign = ({ start: 'left', middle: 'center', end: 'right' } as const)[anchor];
    context.fillText(text, left, baseline, width * sight.zoom * 1.05);
  }
}
