import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WorkbenchError } from '../../../shared/errors';
import type { SheetRecipe } from '../../../shared/sheet-recipe';
import { anyProvenanceSchema, type SheetProvenance } from '../provenance';
import { decodeText, parseJson, recipeFromJson } from '../recipe-text';
import { explainFileError } from '../../files/file-errors';
import { readRegularFile } from '../../files/read-regular-file';
import type { CarriedModel } from '../sheet-models';
import { isPdf, readPdf } from './read-pdf';
import { isPng, readPng } from './read-png';
import { isSvg, readSvg } from './read-svg';
import { mostProvenanceBytes, notASheet, tooLarge } from './refusals';
import type { SheetFile } from './sheet-file';

/** Larger ones are not read: what is written is smaller. */
export const mostFileBytes = 2 ** 28;

/** What tells apart which of the two a JSON file means to be, whatever is wrong with it. */
const provenanceLike = z.object({ format: z.string() });
const recipeLike = z.object({ version: z.number() });

/** A sheet's file whose recipe was found to be one. */
export interface ReadSheet extends Pick<SheetFile, 'format' | 'picture' | 'marks'> {
  readonly provenance: SheetProvenance;
  readonly models: readonly CarriedModel[];
}

/** A JSON file of a recipe by itself, of which no sheet need have been made. */
export interface ReadRecipe {
  readonly format: 'recipe';
  readonly recipe: SheetRecipe;
}

export type ReadFile = ReadSheet | ReadRecipe;

/** Reads a file as `readSheet` does; when the signal aborts, it rejects with its reason at once. */
export type SheetReader = (source: string | Uint8Array, signal?: AbortSignal) => Promise<ReadFile>;

/**
 * Reads a sheet's file or a recipe's, whoever made it.
 *
 * @param source a path, or the bytes
 * @throws WorkbenchError `invalid-input` when it is neither, too large, or damaged; `not-found`
 */
export async function readSheet(source: string | Uint8Array): Promise<ReadFile> {
  const bytes = typeof source === 'string' ? await readBounded(source) : Buffer.from(source);
  if (bytes.length > mostFileBytes) throw fileTooLarge();
  const { format, picture, marks, provenance: text, models } = takenApart(bytes);
  const json = jsonFrom(text, format);
  if (format === 'json' && !provenanceLike.safeParse(json).success) {
    if (recipeLike.safeParse(json).success) {
      return { format: 'recipe', recipe: recipeFromJson(json, 'The file') };
    }
    throw notASheet('The file is JSON, and neither a recipe nor what lies beside a sheet.');
  }
  const provenance = provenanceFrom(json);
  return { format, picture, marks, provenance, models: carriedModels(provenance, models) };
}

function takenApart(bytes: Buffer): SheetFile {
  if (isPng(bytes)) return readPng(bytes);
  if (isPdf(bytes)) return readPdf(bytes);
  if (isSvg(bytes)) return readSvg(bytes);
  if (/^\s*\{/.test(decodeText(bytes.subarray(0, 100)))) {
    if (bytes.length > mostProvenanceBytes) throw tooLarge();
    return {
      format: 'json',
      provenance: decodeText(bytes),
      models: [],
      picture: null,
      marks: [],
    };
  }
  throw notASheet('The file is neither PNG, SVG, PDF nor JSON.');
}

function jsonFrom(text: string, format: SheetFile['format']): unknown {
  if (text.length > mostProvenanceBytes) throw tooLarge();
  if (format === 'json') return parseJson(text, 'The file');
  try {
    return JSON.parse(text);
  } catch {
    throw notASheet('The recipe in the file is damaged: it is not JSON.');
  }
}

function provenanceFrom(json: unknown): SheetProvenance {
  const { data } = anyProvenanceSchema.safeParse(json);
  if (data !== undefined) return data;
  throw notASheet('The recipe in the file is damaged, or of a newer version of CVAE Workbench.');
}

/** @throws WorkbenchError when one is not what the provenance says */
function carriedModels(
  { models: described }: SheetProvenance,
  models: readonly Uint8Array[],
): readonly CarriedModel[] {
  return models.map((weights) => {
    const sha256 = createHash('sha256').update(weights).digest('hex');
    const model = described.find((each) => each.sha256 === sha256);
    if (model === undefined) throw notASheet('The model in the file is damaged.');
    // A copy: the file's bytes need not stay in memory for it.
    return { ...model, weights: Uint8Array.from(weights) };
  });
}

async function readBounded(path: string): Promise<Buffer> {
  try {
    return await readRegularFile(path, mostFileBytes, fileTooLarge);
  } catch (thrown) {
    throw isMissing(thrown) ? missing(path) : explainFileError(thrown, path);
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

function missing(path: string): WorkbenchError {
  return new WorkbenchError({ kind: 'not-found', message: `There is no file ${path}.` });
}

function fileTooLarge(): WorkbenchError {
  return notASheet('The file is larger than 256 MB, which no sheet is.');
}
