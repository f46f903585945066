import type { SheetContent } from '../content-schemas';
import type { SheetModel } from '../model-schema';
import { planBlends } from './blends';
import type { ContentPlan, PlannedModel } from './content-plan';
import { planManifold } from './manifold';
import { planReconstructions } from './reconstructions';
import { planTable } from './table';
import { planTraversal } from './traversal';
import { planWalk } from './walk';

/** The checkpoints that a sheet is made of, in the order of the plan's models. */
export function modelsOf(content: SheetContent): readonly SheetModel[] {
  return 'models' in content ? content.models : [content.model];
}

/** @throws WorkbenchError `invalid-input` when these models cannot draw that. */
export function planContent(content: SheetContent, models: readonly PlannedModel[]): ContentPlan {
  const model = models[0]!;
  switch (content.kind) {
    case 'digits':
    case 'epochs':
    case 'runs':
      return planTable(content, models);
    case 'manifold':
      return planManifold(content, model);
    case 'walk':
      return planWalk(content, model);
    case 'reconstructions':
      return planReconstructions(content, models);
    case 'blends':
      return planBlends(content, model);
    case 'traversal':
      return planTraversal(content, model);
  }
}
