import type { SheetPlan } from '../../../shared/sheets/plan';
import type { SheetProvenance } from '../provenance';
import { paintBands, type Band, type DrawnRows } from '../raster/bands';
import type { Fonts } from '../raster/fonts';
import { Thumbnail } from '../raster/thumbnail';
import type { FilePicture } from './file-picture';
import type { Picture } from './png';

/** A model's weights as a file carries them: safetensors. */
export interface CarriedWeights {
  readonly sha256: string;
  readonly weights: Uint8Array;
}

/** All that goes into a file. */
export interface SheetJob {
  readonly plan: SheetPlan;
  readonly picture: FilePicture;
  readonly rows: AsyncIterable<DrawnRows>;
  readonly fonts: Fonts;
  readonly carried: readonly CarriedWeights[];
  /** The text to be put into the file, once the SHA-256 of the picture's pixels is known. */
  readonly provenance: (pixelsSha256: string) => string;
  readonly thumbnail: Thumbnail;
}

/** Writes a file piece by piece: the same job gives the same bytes. */
export type SheetWriter = (job: SheetJob) => AsyncIterable<Uint8Array>;

export const pixelsOf = (
  { of, plan: { width, height }, channels }: FilePicture,
  sha256: string,
): SheetProvenance['pixels'] => ({ of, width, height, channels, sha256 });

export const thumbnailOf = ({ plan: { width, height }, channels }: FilePicture): Thumbnail =>
  new Thumbnail(width, height, channels);

/** The picture of a job, its thumbnail growing as it is written. */
export function paintedPicture({ picture, rows, thumbnail }: SheetJob): Picture {
  const { plan, patches, channels } = picture;
  const bands = watched(paintBands(plan, rows, patches), (band) => thumbnail.add(band));
  return { width: plan.width, height: plan.height, channels, bands };
}

async function* watched(
  bands: AsyncIterable<Band>,
  see: (band: Band) => void,
): AsyncGenerator<Band, void, undefined> {
  for await (const band of bands) {
    see(band);
    yield band;
  }
}
