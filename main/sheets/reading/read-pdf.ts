import { textOfXml } from '../files/xml';
import { pdfNames } from '../files/pdf-names';
import type { Channels } from '../raster/bands';
import { elements } from './read-svg';
import { notASheet } from './refusals';
import type { PackedPicture, SheetFile } from './sheet-file';

export function isPdf(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 5) === '%PDF-';
}

/**
 * Finds the parts of ours in a PDF by their names, as they were written: the metadata as plain text, the picture and
 * the models as streams that tell their length. A PDF that another program wrote anew has others.
 *
 * @throws WorkbenchError `invalid-input` when it is no sheet
 */
export function readPdf(bytes: Buffer): SheetFile {
  const [provenance] = elements(bytes, 'sheet');
  if (provenance === undefined) {
    throw notASheet(
      'The PDF carries no recipe: it is no sheet of CVAE Workbench, or another program wrote it anew.',
    );
  }
  return {
    format: 'pdf',
    provenance: textOfXml(provenance.toString('utf8')),
    models: streams(bytes, pdfNames.model).map(({ data }) => data),
    picture: pictureIn(bytes),
  };
}

interface Stream {
  /** The text of its dictionary. */
  readonly entries: string;
  readonly data: Buffer;
}

/** Longer than any dictionary of ours. */
const longestDictionary = 1000;

/** Streams whose dictionary has an entry of this name. */
function streams(bytes: Buffer, name: string): readonly Stream[] {
  const found: Stream[] = [];
  let at = 0;
  for (;;) {
    const entry = bytes.indexOf(`/${name} true`, at, 'latin1');
    if (entry < 0) return found;
    at = entry + name.length;
    const start = bytes.indexOf('stream\n', entry, 'latin1') + 'stream\n'.length;
    const opening = bytes.lastIndexOf(' obj', entry, 'latin1');
    if (start < entry || opening < 0 || start - opening > longestDictionary) continue;
    const entries = bytes.toString('latin1', opening, start);
    const length = numberOf(entries, 'Length') ?? 0;
    if (start + length > bytes.length) continue;
    found.push({ entries, data: bytes.subarray(start, start + length) });
    at = start + length;
  }
}

function pictureIn(bytes: Buffer): PackedPicture | string {
  const [picture] = streams(bytes, pdfNames.digits);
  if (picture === undefined)
    return 'The PDF does not hold the picture that was written, or is cut off.';
  const { entries, data } = picture;
  const [width, height] = [numberOf(entries, 'Width'), numberOf(entries, 'Height')];
  const channels: Channels = entries.includes('/DeviceRGB') ? 3 : 1;
  if (width === null || height === null)
    return 'The picture in the PDF does not say how large it is.';
  return { width, height, channels, pieces: [data] };
}

function numberOf(entries: string, name: string): number | null {
  const [, digits] = new RegExp(`/${name} (\\d{1,10})\\b`).exec(entries) ?? [];
  return digits === undefined ? null : Number(digits);
}
