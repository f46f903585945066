/**
 * Fills outlines by the area they cover of each pixel, exactly: each edge adds its signed area to the pixels it
 * crosses, and a sum along each line gives what lies inside. Additions, multiplications and square roots alone,
 * which IEEE 754 rounds alike on every machine: the same outline gives the same bytes.
 */
export class Coverage {
  readonly width: number;
  readonly height: number;
  /** One more column than there are pixels, for what edges at the right border leave. */
  readonly #stride: number;
  readonly #areas: Float64Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#stride = width + 2;
    this.#areas = new Float64Array(this.#stride * height);
  }

  /** An edge from one point to another, in pixels from the top left; outlines are to be closed. */
  line(fromX: number, fromY: number, toX: number, toY: number): void {
    if (fromY === toY) return;
    const isDown = fromY < toY;
    const sign = isDown ? 1 : -1;
    const [topX, topY, endX, endY] = isDown ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
    const slope = (endX - topX) / (endY - topY);
    const firstLine = Math.max(0, Math.floor(topY));
    const lastLine = Math.min(this.height, Math.ceil(endY));
    for (let y = firstLine; y < lastLine; y++) {
      const from = Math.max(y, topY);
      const to = Math.min(y + 1, endY);
      const a = this.#clamped(topX + (from - topY) * slope);
      const b = this.#clamped(topX + (to - topY) * slope);
      this.#edge(y * this.#stride, Math.min(a, b), Math.max(a, b), (to - from) * sign);
    }
  }

  /** A quadratic Bézier curve, as straight edges that stay within a fortieth of a pixel of it. */
  curve(x0: number, y0: number, x1: number, y1: number, x2: number, y2: number): void {
    const bendX = x0 - 2 * x1 + x2;
    const bendY = y0 - 2 * y1 + y2;
    const steps = Math.max(1, Math.ceil(Math.sqrt(10 * Math.sqrt(bendX * bendX + bendY * bendY))));
    let [x, y] = [x0, y0];
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const s = 1 - t;
      const nextX = s * s * x0 + 2 * s * t * x1 + t * t * x2;
      const nextY = s * s * y0 + 2 * s * t * y1 + t * t * y2;
      this.line(x, y, nextX, nextY);
      [x, y] = [nextX, nextY];
    }
  }

  /** How much of each pixel is covered, 0 to 255: [height, width]. */
  levels(): Uint8Array {
    const levels = new Uint8Array(this.width * this.height);
    for (let y = 0; y < this.height; y++) {
      let inside = 0;
      for (let x = 0; x < this.width; x++) {
        inside += this.#areas[y * this.#stride + x]!;
        levels[y * this.width + x] = Math.round(255 * Math.min(1, Math.abs(inside)));
      }
    }
    return levels;
  }

  #clamped(x: number): number {
    return Math.min(this.width, Math.max(0, x));
  }

  /** Part of an edge within one line, from `left` to `right`, `height` high: what lies right of it is inside. */
  #edge(line: number, left: number, right: number, height: number): void {
    const first = Math.floor(left);
    const last = Math.floor(right);
    if (last === first || right === left) {
      const middle = (left + right) / 2 - first;
      this.#areas[line + first]! += height * (1 - middle);
      this.#areas[line + first + 1]! += height * middle;
      return;
    }
    const perPixel = height / (right - left);
    for (let x = first; x <= last; x++) {
      const from = Math.max(left, x);
      const to = Math.min(right, x + 1);
      const part = perPixel * (to - from);
      const middle = (from + to) / 2 - x;
      this.#areas[line + x]! += part * (1 - middle);
      this.#areas[line + x + 1]! += part * middle;
    }
  }
}
