/** Drawing ink on a canvas by pointer: mouse, pen or touch. */

/** Pixels along each side of the paper. */
export const paperSide = 280;
/** Of a stroke without pressure, as wide as MNIST's are once the digit is fitted into its image. */
const strokeWidth = 22;

export interface PaperPoint {
  readonly x: number;
  readonly y: number;
  /** 0..1; a mouse has 0.5. */
  readonly pressure: number;
}

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

/** Draws a stretch of a stroke in the canvas's own colour; a single point is a dot. */
export function drawStroke(
  context: CanvasRenderingContext2D,
  from: PaperPoint,
  to: PaperPoint,
): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = getComputedStyle(context.canvas).color;
  context.lineWidth = strokeWidth * (0.6 + 0.8 * to.pressure);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

/** Gives ink that was drawn under another theme the canvas's colour. */
export function recolour(context: CanvasRenderingContext2D): void {
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = getComputedStyle(context.canvas).color;
  context.fillRect(0, 0, paperSide, paperSide);
  context.globalCompositeOperation = 'source-over';
}

/** Ink 0..255 [paperSide * paperSide]: what is opaque on the canvas. */
export function inkOn(context: CanvasRenderingContext2D): Uint8Array {
  const { data } = context.getImageData(0, 0, paperSide, paperSide);
  return Uint8Array.from({ length: paperSide * paperSide }, (_, i) => data[4 * i + 3]!);
}
