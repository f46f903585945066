import type { SheetContentOf } from '../content-schemas';
import { count, datasetInWords } from './checks';
import type { CellSource, ContentPlan, PlannedModel } from './content-plan';
import { groupsOf, quadrantsOf, refuseOtherDatasets } from './drawn-by';

/**
 * Strips of test images, each with a row of the images themselves and one of what each model makes of them; above
 * those that complete images, one of what they are shown.
 */
export function planReconstructions(
  content: SheetContentOf<'reconstructions'>,
  models: readonly PlannedModel[],
): ContentPlan {
  const { images } = content;
  refuseOtherDatasets(models);
  const columns = Math.min(content.columns, images.length);
  const groups = groupsOf(models);
  const strip = 1 + groups.length;
  const strips = Math.ceil(images.length / columns);
  const headings = [
    'Test images',
    ...groups.map((group) => (group.kind === 'seen' ? 'Shown' : models[group.model]!.name)),
  ];
  const completing = models.filter((model) => quadrantsOf(model) !== null).length;
  const ways = [
    ...(completing < models.length ? ['rebuilt from the posterior’s mean'] : []),
    ...(completing > 0 ? ['completed from the prior’s mean'] : []),
  ];

  return {
    models,
    rows: strips * strip,
    columns,
    cell(row, column): CellSource {
      const image = images[Math.floor(row / strip) * columns + column];
      if (image === undefined) return { kind: 'blank' };
      const group = groups[(row % strip) - 1];
      if (group === undefined) return { kind: 'image', image };
      if (group.kind === 'seen') return { kind: 'image', image, quadrants: group.quadrants };
      const { model } = group;
      if (quadrantsOf(models[model]!) === null) return { kind: 'rebuilt', model, image };
      const noise = new Float32Array(models[model]!.facts.latentDimensions);
      return { kind: 'completed', model, image, noise };
    },
    columnHeadings: null,
    rowHeadings: Array.from({ length: strips }, () => headings).flat(),
    description: `${count(images.length, 'test image')} of ${datasetInWords(models[0]!)}, ${ways.join(' or ')}`,
  };
}
