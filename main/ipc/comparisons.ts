import type { ComparisonService } from '../runs/comparison-service';
import type { Handlers } from './handle';

export function comparisonHandlers(comparisons: ComparisonService) {
  return {
    'comparisons.list': () => comparisons.list(),
    'comparisons.save': ({ name, compared }) => comparisons.save(name, compared),
    'comparisons.change': ({ comparison, ...changes }) => comparisons.change(comparison, changes),
    'comparisons.delete': ({ comparison }) => comparisons.delete(comparison),
    'comparisons.restore': ({ comparison }) => comparisons.restore(comparison),
  } satisfies Partial<Handlers>;
}
