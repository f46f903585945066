import { linear, spherical } from '../../latent-paths';
import type { SheetContentOf } from '../content-schemas';
import type { ContentPlan, PlannedModel } from './content-plan';
import {
  labelInWords,
  checkLabels,
  count,
  isToldLabels,
  latentsInWords,
  latentsOf,
} from './checks';
import { conditionInWords, drawnBy, quadrantsOf } from './drawn-by';

/** From one latent to the next, `steps` cells each; the last one ends the walk unless it is closed. */
export function planWalk(content: SheetContentOf<'walk'>, model: PlannedModel): ContentPlan {
  const { labels, points, steps, path, closed, image } = content;
  const drawn = drawnBy(model, image);
  checkLabels([model], labels);
  const z = model.facts.latentDimensions;
  const corners = latentsOf(content.latents, points, model);
  const corner = (index: number): Float32Array =>
    corners.subarray((index % points) * z, (index % points) * z + z);
  const between = path === 'linear' ? linear : spherical;
  const columns = closed ? points * steps : (points - 1) * steps + 1;

  return {
    models: [model],
    rows: isToldLabels(model) ? labels.length : 1,
    columns,
    cell(row, column) {
      const from = Math.floor(column / steps);
      const share = (column % steps) / steps;
      const latent = share === 0 ? corner(from) : between(corner(from), corner(from + 1), share);
      return drawn(labels[row]!, latent);
    },
    columnHeadings: null,
    rowHeadings: isToldLabels(model) ? labels.map((label) => labelInWords([model], label)) : null,
    description: `${closed ? 'Round trip' : 'Walk'} along ${path === 'linear' ? 'straight lines' : 'arcs'} between ${count(points, 'point')}, ${latentsInWords(content.latents)}${quadrantsOf(model) === null ? '' : conditionInWords(model, 0, image)}`,
  };
}
