import { imageSide } from '../../shared/images';
import { normalCdf, normalQuantile } from '../../shared/normal-distribution';

/** How a latent dimension is laid out along one side of the plane: units run from 0 to 1. */
export interface Scale {
  toUnit(value: number): number;
  toValue(unit: number): number;
}

/** Even, from -reach to reach; what lies beyond is at the end. */
export function linearScale(reach: number): Scale {
  return {
    toUnit: (value) => Math.min(1, Math.max(0, (value / reach + 1) / 2)),
    toValue: (unit) => (2 * unit - 1) * reach,
  };
}

/** Equal lengths hold equal shares of a standard normal distribution. */
export const normalScale: Scale = { toUnit: normalCdf, toValue: normalQuantile };

/** Multiples of it leave no part of 0..1 empty, and none crowded. */
const goldenRatio = 0.618_033_988_75;

/** More cells along a side are not drawn fast enough; fewer that are larger show too little of the plane. */
const mostCells = 20;
const fewestCells = 14;

export interface ManifoldGrid {
  /** Along each side. */
  readonly cells: number;
  /** Device pixels to a pixel of a digit: whole, so that it stays crisp. */
  readonly scale: number;
}

/** The grid that fills `room` device pixels best; of those that fill it alike, the one of most cells. */
export function manifoldGrid(room: number): ManifoldGrid {
  const cellsAt = (scale: number) => Math.min(mostCells, Math.floor(room / (imageSide * scale)));
  let best: ManifoldGrid = { cells: Math.max(fewestCells, cellsAt(1)), scale: 1 };
  for (let scale = 2; cellsAt(scale) >= fewestCells; scale++) {
    const grid = { cells: cellsAt(scale), scale };
    if (grid.cells * scale > best.cells * best.scale) best = grid;
  }
  return best;
}

/** The middle of the cell, of so many along a side, that a unit lies in. */
export function cellCentre(unit: number, cells: number): number {
  const cell = Math.min(cells - 1, Math.max(0, Math.floor(unit * cells)));
  return (cell + 0.5) / cells;
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

/**
 * Latents [rows * cells, z] through the plane at `latent`, row by row from the top: at even quantiles of the
 * prior, as in figure 4 of Kingma and Welling 2014. A single dimension has one row.
 */
export function manifoldLatents(latent: Float32Array, axes: Axes, cells: number): Float32Array {
  const z = latent.length;
  const rows = axes.up === null ? 1 : cells;
  const latents = new Float32Array(rows * cells * z);
  const quantiles = Array.from({ length: cells }, (_, i) => normalQuantile((i + 0.5) / cells));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cells; column++) {
      const cell = placed(latent, axes, quantiles[column]!, quantiles[cells - 1 - row]!);
      latents.set(cell, (row * cells + column) * z);
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

/** Of points so few may lie beyond the plane, at its edge: the others would be crowded for their sake. */
const shareBeyond = 0.005;

/** How far a plane reaches that shows these points [n, z] in its dimensions, at least 3, and how many lie beyond. */
export function reachOf(
  points: Float32Array,
  z: number,
  { across, up }: Axes,
): { readonly reach: number; readonly beyond: number } {
  const distances = Float32Array.from({ length: points.length / z }, (_, i) =>
    Math.max(Math.abs(points[i * z + across]!), up === null ? 0 : Math.abs(points[i * z + up]!)),
  ).sort();
  const last = distances[Math.ceil(distances.length * (1 - shareBeyond)) - 1] ?? 0;
  const reach = Math.max(3, Math.ceil(last));
  return { reach, beyond: distances.length - distances.filter((each) => each <= reach).length };
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
