import type { SheetFormat } from '../../../shared/sheets/service';
import type { Channels } from '../raster/bands';

/** The picture in a sheet's file, not yet decoded. */
export interface PackedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  /** Filtered lines in a zlib stream, which may be in pieces. */
  readonly pieces: readonly Uint8Array[];
}

/** What a sheet's file holds, taken apart: nothing in it has been believed yet. */
export interface SheetFile {
  readonly format: SheetFormat | 'json';
  /** JSON. */
  readonly provenance: string;
  /** safetensors, in the order of the provenance's models. */
  readonly models: readonly Uint8Array[];
  /** Null for JSON, which holds none; a text that says what is wrong with it. */
  readonly picture: PackedPicture | string | null;
  /**
   * What a drawing has beside its picture: everything that is no text first, then its texts one by one. Empty for what
   * has none, or more than any sheet.
   */
  readonly marks: readonly string[];
}
