import type { MeasureService } from '../runs/measure-service';
import type { Handlers } from './handle';

export function measureHandlers(measures: MeasureService) {
  return {
    'measures.evaluate': (evaluation) => measures.evaluate(evaluation),
    'measures.cancel': ({ run }) => measures.cancel(run),
  } satisfies Partial<Handlers>;
}
