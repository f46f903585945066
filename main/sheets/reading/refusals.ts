import { WorkbenchError } from '../../../shared/errors';

export function notASheet(message: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message,
    remedy: 'Open a PNG, SVG or PDF as CVAE Workbench wrote it, the JSON beside it, or a recipe.',
  });
}
