/** Labels of a model to choose from, and the present one even if it is none of them. */
export function labelChoices(classes: number, present: string) {
  const labels = Array.from({ length: classes }, (_, label) => String(label));
  const all = labels.includes(present) ? labels : [...labels, present];
  return all.map((label) => ({ value: label, label }));
}

/** Latent dimensions to choose from, numbered from 1 for people. */
export function dimensionChoices(dimensions: number, present: string) {
  const known = Array.from({ length: dimensions }, (_, index) => String(index));
  const all = known.includes(present) ? known : [...known, present];
  return all.map((value) => ({ value, label: `z${Number(value) + 1}` }));
}
