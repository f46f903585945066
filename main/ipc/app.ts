import { clipboard } from 'electron';
import type { AppFacts } from '../../shared/ipc/app';
import type { Handlers } from './handle';

export function appHandlers(facts: AppFacts) {
  return {
    'app.facts': () => facts,
    'app.copyText': ({ text }) => clipboard.writeText(text),
  } satisfies Partial<Handlers>;
}
