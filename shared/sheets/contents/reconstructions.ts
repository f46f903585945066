import { quadrantsSeen } from '../../run-config';
import type { SheetContentOf } from '../content-schemas';
import type { CellSource, ContentPlan, PlannedModel } from './content-plan';
import { count, refuse } from './checks';

/** Strips of test images, each with a row of the images themselves and one of what each model makes of them. */
export function planReconstructions(
  content: SheetContentOf<'reconstructions'>,
  models: readonly PlannedModel[],
): ContentPlan {
  const { images } = content;
  const { dataset } = models[0]!.facts;
  if (models.some(({ facts }) => facts.dataset !== dataset)) {
    refuse('models', 'These runs learned from different datasets, and share no test images.');
  }
  const completing = models.find(({ facts }) => quadrantsSeen(facts.conditioning) > 0);
  if (completing !== undefined) {
    refuse(
      'models',
      `“${completing.name}” completes images, which sheets cannot show yet.`,
      'Choose runs that are conditioned on labels or on nothing.',
    );
  }
  const columns = Math.min(content.columns, images.length);
  const strip = 1 + models.length;
  const strips = Math.ceil(images.length / columns);
  const headings = ['Test images', ...models.map(({ name }) => name)];

  return {
    models,
    rows: strips * strip,
    columns,
    cell(row, column): CellSource {
      const image = images[Math.floor(row / strip) * columns + column];
      if (image === undefined) return { kind: 'blank' };
      const model = (row % strip) - 1;
      return model < 0 ? { kind: 'test-image', dataset, image } : { kind: 'rebuilt', model, image };
    },
    columnHeadings: null,
    rowHeadings: Array.from({ length: strips }, () => headings).flat(),
    description: `${count(images.length, 'test image')} of ${dataset === 'mnist' ? 'MNIST' : dataset}, rebuilt from the posterior’s mean`,
  };
}
