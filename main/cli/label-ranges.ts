import { classesNamed, type ClassNames } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';

/**
 * Classes by their names from text such as `0-9`, `3,5,7` or `0-3,8`, in the order given. A range takes what lies
 * between two labels.
 *
 * @throws WorkbenchError `invalid-input`.
 */
export function parseLabels(text: string, names: ClassNames): readonly number[] {
  const known = classesNamed(names);
  const placeOf = (name = ''): number =>
    known.findIndex((label) => names[label] === name.replace(/^0+(?=\d)/, ''));
  return text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    const [from, to] = [placeOf(first), placeOf(last)];
    if (from === -1 || to === -1 || from > to) {
      throw notLabels(text, names[known[0]!] ?? '', names[known.at(-1)!] ?? '');
    }
    return known.slice(from, to + 1);
  });
}

function notLabels(text: string, first: string, last: string): WorkbenchError {
  const example = first === last ? first : `${first}-${last} or ${first},${last}`;
  const message = `“${text}” is not a list of the labels that there are, such as ${example}.`;
  return new WorkbenchError({
    kind: 'invalid-input',
    message: 'The labels cannot be read.',
    issues: [{ field: 'labels', message }],
  });
}
