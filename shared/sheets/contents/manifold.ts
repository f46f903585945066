import { normalQuantile } from '../../normal-distribution';
import type { SheetContentOf } from '../content-schemas';
import type { ContentPlan, PlannedModel } from './content-plan';
import { checkDimensions, checkLabels, latentsOf, refuse, valueInWords } from './checks';
import { conditionInWords, drawnBy } from './drawn-by';

/** A plane through the latent space: at even quantiles of the prior as in figure 4 of Kingma and Welling 2014. */
export function planManifold(
  content: SheetContentOf<'manifold'>,
  model: PlannedModel,
): ContentPlan {
  const { label, image, dimensions, rows, columns, spacing, reach } = content;
  const drawn = drawnBy(model, image);
  checkLabels([model], [label]);
  checkDimensions(model, dimensions);
  const [across, up] = dimensions;
  if (across === up) refuse('dimensions', 'A manifold needs two different dimensions.');
  const origin = latentsOf(content.latents, 1, model);
  const place = (index: number, length: number): number =>
    spacing === 'quantiles'
      ? normalQuantile((index + 0.5) / length)
      : reach * ((2 * index) / (length - 1) - 1);
  const xs = Array.from({ length: columns }, (_, column) => place(column, columns));
  const ys = Array.from({ length: rows }, (_, row) => place(rows - 1 - row, rows));

  return {
    models: [model],
    rows,
    columns,
    cell(row, column) {
      const latent = origin.slice();
      latent[across] = xs[column]!;
      latent[up] = ys[row]!;
      return drawn(label, latent);
    },
    columnHeadings: xs.map(valueInWords),
    rowHeadings: ys.map(valueInWords),
    description:
      `left to right z${across + 1}, bottom to top z${up + 1}, `
      + (spacing === 'quantiles' ? 'at even quantiles of the prior' : `from −${reach} to ${reach}`)
      + conditionInWords(model, label, image),
  };
}
