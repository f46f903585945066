import type { SheetContentOf } from '../content-schemas';
import type { ContentPlan, PlannedModel } from './content-plan';
import {
  labelInWords,
  checkLabels,
  count,
  isToldLabels,
  latentsInWords,
  latentsOf,
  refuse,
} from './checks';
import { quadrantsOf } from './drawn-by';

/** From the first label of each pair alone to the second alone, in the same hand. */
export function planBlends(content: SheetContentOf<'blends'>, model: PlannedModel): ContentPlan {
  const { pairs, steps } = content;
  if (!isToldLabels(model)) {
    refuse(
      'model',
      quadrantsOf(model) === null
        ? 'This model is not told labels, so there are none to blend.'
        : 'This model is shown a part of an image and not told its label, so there are no labels to blend.',
      'Choose a run that is conditioned on labels.',
    );
  }
  checkLabels([model], pairs.flat());
  const latent = latentsOf(content.latents, 1, model);
  return {
    models: [model],
    rows: pairs.length,
    columns: steps,
    cell(row, column) {
      const [from, to] = pairs[row]!;
      const blend = { label: to, share: column / (steps - 1) };
      return { kind: 'decoded', model: 0, label: from, blend, latent };
    },
    columnHeadings: Array.from(
      { length: steps },
      (_, step) => `${Math.round((100 * step) / (steps - 1))}%`,
    ),
    rowHeadings: pairs.map((pair) => pair.map((label) => labelInWords([model], label)).join(' → ')),
    description: `${count(pairs.length, 'pair')} of labels blended in ${steps} steps, ${latentsInWords(content.latents)}`,
  };
}
