import type { FieldIssue } from '../../shared/errors';
import type { SheetImage, SheetKind } from '../../shared/sheets/content-schemas';
import { readNumbers, writeNumbers } from './number-list';
import type { SheetForm } from './sheet-form';

/** What models that complete images are shown, as a form has it. */

const mostImages = 256;

export const isTable = (kind: SheetKind): boolean =>
  kind === 'digits' || kind === 'epochs' || kind === 'runs';

/** Whether a kind shows a single image completed in many ways. */
export const hasOneImage = (kind: SheetKind): boolean =>
  kind === 'manifold' || kind === 'walk' || kind === 'traversal';

/** Those of a table, one a column, or one for all columns. */
export function tableImages({ drawing, completed }: SheetForm): readonly SheetImage[] {
  return drawing === null ? (readNumbers(completed, mostImages) ?? []) : [drawing];
}

/** That of a sheet that completes a single one; undefined where none is named. */
export function oneImage({ drawing, completedOne }: SheetForm): SheetImage | undefined {
  return drawing ?? readNumbers(completedOne, 1)?.[0];
}

/** What is wrong with the texts. */
export function imageIssues(form: SheetForm): readonly FieldIssue[] {
  if (isTable(form.kind) && tableImages(form).length === 0) {
    const message = `Write at most ${mostImages} numbers of test images, such as 0-9, or a single one.`;
    return [{ field: 'completed', message }];
  }
  if (hasOneImage(form.kind) && oneImage(form) === undefined) {
    return [{ field: 'completedOne', message: 'Write the number of one test image, such as 0.' }];
  }
  return [];
}

/** The fields of a table's images. */
export function tableImageFields(images: readonly SheetImage[] = []): Partial<SheetForm> {
  const [first] = images;
  if (typeof first === 'string') return { drawing: first };
  const numbers = images.filter((image) => typeof image === 'number');
  return numbers.length === 0 ? {} : { drawing: null, completed: writeNumbers(numbers) };
}

/** The fields of a single image. */
export function oneImageFields(image: SheetImage | undefined): Partial<SheetForm> {
  if (image === undefined) return {};
  return typeof image === 'string'
    ? { drawing: image }
    : { drawing: null, completedOne: String(image) };
}
