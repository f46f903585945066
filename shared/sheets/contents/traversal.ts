import type { SheetContentOf } from '../content-schemas';
import type { ContentPlan, PlannedModel } from './content-plan';
import {
  checkDimensions,
  checkLabels,
  labelInWords,
  latentsInWords,
  latentsOf,
  refuseCompletion,
  valueInWords,
} from './checks';

/** One dimension moves along each row, the others stay. */
export function planTraversal(
  content: SheetContentOf<'traversal'>,
  model: PlannedModel,
): ContentPlan {
  const { label, dimensions, from, to, steps } = content;
  refuseCompletion(model);
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
      return { kind: 'decoded', model: 0, label, latent };
    },
    columnHeadings: values.map(valueInWords),
    rowHeadings: dimensions.map((dimension) => `z${dimension + 1}`),
    description: `Each dimension from ${valueInWords(from)} to ${valueInWords(to)}, the others at ${latentsInWords(content.latents)}${labelInWords(model, label)}`,
  };
}
