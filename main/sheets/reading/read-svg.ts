import { xlinkDeclaration } from '../files/write-svg';
import { textOfXml } from '../files/xml';
import { readPicture } from './read-png';
import {
  countParts,
  mostMarks,
  mostModels,
  mostProvenanceBytes,
  notASheet,
  tooLarge,
} from './refusals';
import type { SheetFile } from './sheet-file';

const pictureStart = 'data:image/png;base64,';

/** Whether it begins as XML that is an SVG does. */
export function isSvg(bytes: Buffer): boolean {
  return /^\ufeff?\s*</.test(bytes.toString('utf8', 0, 100)) && bytes.includes('<svg');
}

/**
 * Finds the parts of ours in an SVG by their names. It is never read as XML: no entity is expanded, and nothing
 * outside of the file is looked at.
 *
 * @throws WorkbenchError `invalid-input` when it is no sheet
 */
export function readSvg(bytes: Buffer): SheetFile {
  const [provenance] = elements(bytes, 'sheet');
  if (provenance === undefined) {
    throw notASheet(
      'The SVG carries no recipe: it is no sheet of CVAE Workbench, or it is cut off.',
    );
  }
  return {
    format: 'svg',
    provenance: provenanceText(provenance),
    models: elements(bytes, 'model').map(fromBase64),
    picture: pictureIn(bytes),
    marks: marksIn(bytes),
  };
}

/** @throws WorkbenchError `invalid-input` for more than any sheet's */
export function provenanceText(element: Buffer): string {
  if (element.length > mostProvenanceBytes) throw tooLarge();
  return textOfXml(element.toString('utf8'));
}

/** What stands in elements of our namespace, which have no elements in them. */
export function elements(bytes: Buffer, name: 'sheet' | 'model'): readonly Buffer[] {
  const count = countParts(mostModels);
  const found: Buffer[] = [];
  let at = 0;
  for (;;) {
    const opening = bytes.indexOf(`<cvae:${name}`, at, 'latin1');
    const start = opening < 0 ? -1 : bytes.indexOf('>', opening, 'latin1');
    const end = start < 0 ? -1 : bytes.indexOf(`</cvae:${name}>`, start, 'latin1');
    if (end < 0) return found;
    count();
    found.push(bytes.subarray(start + 1, end));
    at = end;
  }
}

function pictureIn(bytes: Buffer) {
  const start = bytes.indexOf(pictureStart, 0, 'latin1');
  const end = start < 0 ? -1 : bytes.indexOf('"', start, 'latin1');
  if (end < 0) return 'The SVG holds no picture.';
  return readPicture(fromBase64(bytes.subarray(start + pictureStart.length, end)));
}

/** Longer than all texts of a sheet. */
const longestMarks = 2 ** 24;

/** What is drawn under the picture, over it, and after the metadata. */
function marksIn(bytes: Buffer): readonly string[] {
  const picture = bytes.indexOf('<image ', 0, 'latin1');
  const metadata = bytes.indexOf('<metadata>', Math.max(0, picture), 'latin1');
  const end = bytes.lastIndexOf('</metadata>', undefined, 'latin1');
  if (picture < 0 || metadata < 0 || end < metadata) return [];
  const over = bytes.lastIndexOf('"', metadata, 'latin1');
  const parts = [bytes.subarray(over, metadata), bytes.subarray(end), bytes.subarray(0, picture)];
  if (parts.reduce((sum, { length }) => sum + length, 0) > longestMarks) return [];
  const marks = Buffer.concat(parts)
    .toString('utf8')
    // Sheets of version 0.1.0 do without it.
    .replace(xlinkDeclaration, '')
    .split(/(?=<(?:text|path) )/, mostMarks + 1);
  return marks.length > mostMarks ? [] : marks;
}

/** Three quarters of the text's length: no larger than the file. */
const fromBase64 = (text: Buffer): Buffer => Buffer.from(text.toString('latin1'), 'base64');
