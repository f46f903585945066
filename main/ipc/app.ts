import type { AppFacts } from '../../shared/ipc/app';
import type { Handlers } from './handle';

export function appHandlers(facts: AppFacts) {
  return { 'app.facts': () => facts } satisfies Partial<Handlers>;
}
