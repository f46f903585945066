import { imageSide } from '../../shared/images';

/** Drawing ink on a canvas by pointer: mouse, pen or touch. */

/** Pixels along each side of the paper: ten to one of an image's. */
export const paperSide = 280;
/** Of a stroke without pressure, as wide as MNIST's are once the digit is fitted into its image. */
const strokeWidth = 22;
const eraserWidth = 40;
/** The bit of `buttons` for the other end of a pen (Pointer Events, section 10.1). */
const eraserButton = 32;

export interface PaperPoint {
  readonly x: number;
  readonly y: number;
  /** 0..1; a mouse has 0.5. */
  readonly pressure: number;
}

/** What was done to the paper. */
export type Mark =
  | {
      readonly kind: 'stroke';
      readonly isErasing: boolean;
      /** At least one. */
      readonly points: readonly PaperPoint[];
    }
  /** Gray levels [784] in place of all that was there. */
  | { readonly kind: 'image'; readonly levels: Uint8Array }
  | { readonly kind: 'clear' };

/** Where a pointer is on the paper, and has been since it was last heard of. */
export function pointsOf(event: PointerEvent, paper: HTMLElement): PaperPoint[] {
  const box = paper.getBoundingClientRect();
  const all = event.getCoalescedEvents();
  return (all.length > 0 ? all : [event]).map(({ clientX, clientY, pressure }) => ({
    x: ((clientX - box.left) / box.width) * paperSide,
    y: ((clientY - box.top) / box.height) * paperSide,
    pressure,
  }));
}

/** Whether a pen is held the other way round. */
export const isEraserEnd = ({ buttons }: PointerEvent): boolean => (buttons & eraserButton) !== 0;

/** Draws a stretch of a stroke in the canvas's own colour, or takes ink away; a single point is a dot. */
export function drawStretch(
  context: CanvasRenderingContext2D,
  from: PaperPoint,
  to: PaperPoint,
  isErasing: boolean,
): void {
  context.globalCompositeOperation = isErasing ? 'destination-out' : 'source-over';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = inkColour(context);
  context.lineWidth = (isErasing ? eraserWidth : strokeWidth) * (0.6 + 0.8 * to.pressure);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.globalCompositeOperation = 'source-over';
}

/** Draws the paper anew, as these marks left it. */
export function drawMarks(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  context.clearRect(0, 0, paperSide, paperSide);
  for (const mark of marks.slice(marks.findLastIndex(({ kind }) => kind !== 'stroke'))) {
    if (mark.kind === 'image') drawImage(context, mark.levels);
    if (mark.kind !== 'stroke') continue;
    let last = mark.points[0]!;
    for (const point of mark.points) {
      drawStretch(context, last, point, mark.isErasing);
      last = point;
    }
  }
}

/** Ink 0..255 [paperSide * paperSide]: what is opaque on the canvas. */
export function inkOn(context: CanvasRenderingContext2D): Uint8Array {
  const { data } = context.getImageData(0, 0, paperSide, paperSide);
  return Uint8Array.from({ length: paperSide * paperSide }, (_, i) => data[4 * i + 3]!);
}

/** Ink as opaque as the image's pixels are bright. */
function drawImage(context: CanvasRenderingContext2D, levels: Uint8Array): void {
  const side = paperSide / imageSide;
  context.fillStyle = inkColour(context);
  levels.forEach((level, i) => {
    context.globalAlpha = level / 255;
    context.fillRect((i % imageSide) * side, Math.floor(i / imageSide) * side, side, side);
  });
  context.globalAlpha = 1;
}

const inkColour = ({ canvas }: CanvasRenderingContext2D): string => getComputedStyle(canvas).color;
