import { classesNamed, nameOfClass, numberedNames } from '../../shared/datasets';
import type { SheetModelFacts } from '../../shared/sheets/contents/content-plan';

/** Labels of a model to choose from, and the present one even if it is none of them. */
export function labelChoices(facts: SheetModelFacts | null, present: string) {
  const labels = labelsOf(facts).map(String);
  const all = labels.includes(present) ? labels : [...labels, present];
  return all.map((value) => ({ value, label: nameOfClass(facts?.classNames, Number(value)) }));
}

/** Labels that have images; ten while no model is known. */
export function labelsOf(facts: SheetModelFacts | null): readonly number[] {
  return classesNamed(facts?.classNames ?? numberedNames(facts?.classes ?? 10));
}

/** Latent dimensions to choose from, numbered from 1 for people. */
export function dimensionChoices(dimensions: number, present: string) {
  const known = Array.from({ length: dimensions }, (_, index) => String(index));
  const all = known.includes(present) ? known : [...known, present];
  return all.map((value) => ({ value, label: `z${Number(value) + 1}` }));
}
