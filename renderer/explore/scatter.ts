import type { Rgb } from '../ui/digits/pixels';
import { laneUnit, linearScale, type Axes } from './plane';

export interface ScatterOptions {
  /** [n, z]. */
  readonly means: Float32Array;
  readonly z: number;
  /** [n] or more. */
  readonly labels: Uint8Array;
  /** The one label whose points are drawn; all are when null. */
  readonly only: number | null;
  readonly axes: Axes;
  /** Labels that there are: each has a lane where there is a single dimension. */
  readonly classes: number;
  /** The picture shows values from -reach to reach both ways. */
  readonly reach: number;
  /** By label; more labels than colours begin again with the first. */
  readonly colours: readonly Rgb[];
  /** Pixels along each side of the picture. */
  readonly side: number;
  /** Pixels along each side of a point. */
  readonly dot: number;
}

/** Points on a transparent picture [side * side], in the byte order of an ImageData on a little-endian machine. */
export function drawPoints(options: ScatterOptions): Uint32Array<ArrayBuffer> {
  const { means, z, labels, axes, side, dot } = options;
  const scale = linearScale(options.reach);
  const colours = options.colours.map(
    ({ red, green, blue }) => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0,
  );
  const picture = new Uint32Array(side * side);
  const place = (unit: number) => Math.floor(unit * (side - dot));
  for (let i = 0; i < means.length / z; i++) {
    if (options.only !== null && labels[i] !== options.only) continue;
    const left = place(scale.toUnit(means[i * z + axes.across]!));
    const top = place(
      1
        - (axes.up === null
          ? laneUnit(labels[i]!, options.classes, i)
          : scale.toUnit(means[i * z + axes.up]!)),
    );
    const colour = colours[labels[i]! % colours.length]!;
    for (let y = top; y < top + dot; y++) {
      picture.fill(colour, y * side + left, y * side + left + dot);
    }
  }
  return picture;
}
