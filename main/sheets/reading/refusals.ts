import { WorkbenchError } from '../../../shared/errors';

/** Of the recipe and what goes with it, as it stands in a file. */
export const mostProvenanceBytes = 2 ** 24;

export function tooLarge(): WorkbenchError {
  return notASheet('The recipe in the file is too large.');
}

export function notASheet(message: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message,
    remedy: 'Open a PNG, SVG or PDF as CVAE Workbench wrote it, the JSON beside it, or a recipe.',
  });
}
