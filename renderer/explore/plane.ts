import { normalCdf, normalQuantile } from '../../shared/normal-distribution';

/** How a latent dimension is laid out along one side of the plane: units run from 0 to 1. */
export interface Scale {
  toUnit(value: number): number;
  toValue(unit: number): number;
}

/** Even, from -reach to reach. */
export function linearScale(reach: number): Scale {
  return {
    toUnit: (value) => (value / reach + 1) / 2,
    toValue: (unit) => (2 * unit - 1) * reach,
  };
}

/** Equal lengths hold equal shares of a standard normal distribution. */
export const normalScale: Scale = { toUnit: normalCdf, toValue: normalQuantile };

/** Multiples of it leave no part of 0..1 empty, and none crowded. */
const goldenRatio = 0.618_033_988_75;

/** Cells along each side of the manifold. */
export const manifoldSide = 20;

/** The middle of the cell that a unit lies in. */
export function cellCentre(unit: number): number {
  const cell = Math.min(manifoldSide - 1, Math.max(0, Math.floor(unit * manifoldSide)));
  return (cell + 0.5) / manifoldSide;
}

/** The dimensions along the plane's width and height; a model with a single one has no second. */
export interface Axes {
  readonly across: number;
  readonly up: number | null;
}

/** `latent` with other values in the plane's dimensions. */
export function placed(latent: Float32Array, axes: Axes, x: number, y: number): Float32Array {
  const moved = latent.slice();
  moved[axes.across] = x;
  if (axes.up !== null) moved[axes.up] = y;
  return moved;
}

/** Cells of the manifold from top to bottom: one for the line of a single dimension. */
export const manifoldRows = ({ up }: Axes): number => (up === null ? 1 : manifoldSide);

/**
 * Latents [rows * 20, z] through the plane at `latent`, row by row from the top: at even quantiles of the
 * prior, as in figure 4 of Kingma and Welling 2014.
 */
export function manifoldLatents(latent: Float32Array, axes: Axes): Float32Array {
  const z = latent.length;
  const rows = manifoldRows(axes);
  const latents = new Float32Array(rows * manifoldSide * z);
  const quantiles = Array.from({ length: manifoldSide }, (_, i) =>
    normalQuantile((i + 0.5) / manifoldSide),
  );
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < manifoldSide; column++) {
      const cell = placed(latent, axes, quantiles[column]!, quantiles[manifoldSide - 1 - row]!);
      latents.set(cell, (row * manifoldSide + column) * z);
    }
  }
  return latents;
}

/**
 * Along a single dimension all points would lie on one line. Each of `lanes` labels has a lane of its own instead,
 * from the top down, through which its points are strewn, the same every time. Returns where one is, 0..1 from below.
 */
export function laneUnit(label: number, lanes: number, point: number): number {
  const strewn = (point * goldenRatio) % 1;
  return 1 - (label + 0.1 + 0.8 * strewn) / lanes;
}

export const laneCentre = (label: number, lanes: number): number => 1 - (label + 0.5) / lanes;

/** The label whose lane this is, 0..1 from below. */
export function laneAt(unit: number, lanes: number): number {
  return Math.min(lanes - 1, Math.max(0, Math.floor((1 - unit) * lanes)));
}

/** How far a plane must reach to show these values [n, z] in its dimensions: at least 3. */
export function reachOf(values: Float32Array, z: number, axes: Axes): number {
  let reach = 3;
  for (let i = 0; i < values.length; i += z) {
    reach = Math.max(reach, Math.abs(values[i + axes.across]!));
    if (axes.up !== null) reach = Math.max(reach, Math.abs(values[i + axes.up]!));
  }
  return Math.ceil(reach);
}

/** Which of the points [n, z] that count lies nearest to (x, y) in the plane, within `most`; null for none. */
export function nearestPoint(
  points: Float32Array,
  z: number,
  axes: Axes,
  [x, y]: readonly [number, number],
  most: number,
  counts: (point: number) => boolean = () => true,
): number | null {
  let nearest: number | null = null;
  let least = most;
  for (let i = 0; i < points.length / z; i++) {
    const dy = axes.up === null ? 0 : points[i * z + axes.up]! - y;
    const distance = Math.hypot(points[i * z + axes.across]! - x, dy);
    if (distance > least || !counts(i)) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}
