import type { SheetContentOf } from '../content-schemas';
import type { ContentPlan, PlannedModel } from './content-plan';
import { checkDimensions, checkLabels, latentsInWords, latentsOf, valueInWords } from './checks';
import { conditionInWords, drawnBy } from './drawn-by';

/** One dimension moves along each row, the others stay. */
export function planTraversal(
  content: SheetContentOf<'traversal'>,
  model: PlannedModel,
): ContentPlan {
  const { label, image, dimensions, from, to, steps } = content;
  const drawn = drawnBy(model, image);
  checkLabels([model], [label]);
  checkDimensions(model, dimensions);
  const origin = latentsOf(content.latents, 1, model);
  const values = Array.from(
    { length: steps },
    (_, step) => from + ((to - from) * step) / (steps - 1),
  );
  return {
    models: [model],
    rows: dimensions.length,
    columns: steps,
    cell(row, column) {
      const latent = origin.slice();
      latent[dimensions[row]!] = values[column]!;
      return drawn(label, latent);
    },
    columnHeadings: values.map(valueInWords),
    rowHeadings: dimensions.map((dimension) => `z${dimension + 1}`),
    description: `Each dimension from ${valueInWords(from)} to ${valueInWords(to)}, the others at ${latentsInWords(content.latents)}${conditionInWords(model, label, image)}`,
  };
}
