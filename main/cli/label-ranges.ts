import { WorkbenchError } from '../../shared/errors';

/**
 * Labels from text such as `0-9`, `3,5,7` or `0-3,8`, in the order given.
 *
 * @throws WorkbenchError `invalid-input`.
 */
export function parseLabels(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d{1,3})(?:-(\d{1,3}))?\s*$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === undefined || from > to || to > 255) throw notLabels(text);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

function notLabels(text: string): WorkbenchError {
  const message = `“${text}” is not a list of labels from 0 to 255 such as 0-9, 3,5,7 or 0-3,8.`;
  return new WorkbenchError({
    kind: 'invalid-input',
    message: 'The labels cannot be read.',
    issues: [{ field: 'labels', message }],
  });
}
