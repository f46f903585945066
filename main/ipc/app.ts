import type { AppFacts } from '../../shared/ipc-contract';
import type { Handlers } from './handle';

export function appHandlers(facts: AppFacts) {
  return { 'app.facts': () => facts } satisfies Partial<Handlers>;
}
