import { clipboard } from 'electron';
import type { AppFacts } from '../../shared/ipc/app';
import type { Handlers } from './handle';

/** @param readyToLeave called when the page has sent what was being written in it */
export function appHandlers(facts: AppFacts, readyToLeave: () => void) {
  return {
    'app.facts': () => facts,
    'app.copyText': ({ text }) => clipboard.writeText(text),
    'app.readyToLeave': readyToLeave,
  } satisfies Partial<Handlers>;
}
