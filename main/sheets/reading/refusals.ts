import { WorkbenchError } from '../../../shared/errors';

/** Of the recipe and what goes with it, as it stands in a file. */
export const mostProvenanceBytes = 2 ** 24;

/** Models that a sheet may carry. */
export const mostModels = 1000;
/** Texts in a drawing. */
export const mostMarks = 2 ** 14;

/** Chunks, streams or elements that a reader looks at: each costs, however small it is. */
export function countParts(most: number): () => void {
  let count = 0;
  return () => {
    if (++count > most) throw notASheet('The file consists of more parts than any sheet.');
  };
}

export function tooLarge(): WorkbenchError {
  return notASheet('The recipe in the file is too large.');
}

export function notASheet(message: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    {
      kind: 'invalid-input',
      message,
      remedy: 'Open a PNG, SVG or PDF as CVAE Workbench wrote it, the JSON beside it, or a recipe.',
    },
    { cause },
  );
}
