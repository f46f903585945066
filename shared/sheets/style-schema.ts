import { z } from 'zod';
import { imageSide } from '../images';
import { whole } from './content-schemas';

export const digitTones = ['paper-on-ink', 'ink-on-paper'] as const;
export const pageTones = ['paper', 'ink'] as const;
export const colourings = ['none', 'labels', 'runs'] as const;
export const pdfPages = ['fit', 'a4', 'a3', 'letter'] as const;

/** How a sheet looks. Lengths are pixels before enlargement. */
export const sheetStyleSchema = z.strictObject({
  /** Nearest-neighbour enlargement. */
  scale: whole(1, 16, 'Scale').default(4),
  /** Of a cell's sides; the digit's own 28 x 28 pixels lie in its middle. */
  cellSize: whole(imageSide, 64, 'Cell size').default(imageSide),
  /** Between cells. */
  gap: whole(0, 32, 'Gap').default(0),
  /** Around everything. */
  margin: whole(0, 64, 'Margin').default(14),
  /** `paper-on-ink`: white digits on black, as MNIST has them. */
  digits: z.enum(digitTones).default('paper-on-ink'),
  /** What lies around the cells: white with black text, or black with white text. */
  page: z.enum(pageTones).default('paper'),
  /** What the digits' colour tells. */
  colours: z.enum(colourings).default('none'),
  /** Above everything; none if empty. */
  title: z.string().max(200, 'The title must have at most 200 characters.').default(''),
  /** Under the title, in lines. */
  note: z.string().max(2000, 'The note must have at most 2,000 characters.').default(''),
  /** Labels, values and names beside rows and above columns. */
  headings: z.boolean().default(true),
  /** Headings beside rows are cut at so many times their type size. */
  headingWidth: whole(4, 64, 'Heading width').default(16),
  /** Lines underneath that say what is to be seen, of which checkpoint. */
  legend: z.boolean().default(true),
  /** Of a PDF: as large as the sheet, or paper on which the sheet is fitted, upright or across as suits it. */
  pdfPage: z.enum(pdfPages).default('a4'),
});

/**
 * What a sheet begins with that nobody has styled yet: digits as ink on paper, to be printed and hung up, and room
 * for the names of runs.
 */
export const freshStyle = { digits: 'ink-on-paper', headingWidth: 32 } as const satisfies z.input<
  typeof sheetStyleSchema
>;

export type SheetStyle = z.output<typeof sheetStyleSchema>;
