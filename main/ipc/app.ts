import { clipboard } from 'electron';
import type { AppFacts } from '../../shared/ipc/app';
import type { Handlers } from './handle';

interface AppActions {
  /** Called when the page has stored what was being written in it, or could not. */
  readonly readyToLeave: (stored: boolean) => void;
  readonly cancelMove: () => void;
}

export function appHandlers(facts: AppFacts, { readyToLeave, cancelMove }: AppActions) {
  return {
    'app.facts': () => facts,
    'app.copyText': ({ text }) => clipboard.writeText(text),
    'app.readyToLeave': ({ stored }) => readyToLeave(stored),
    'app.cancelMove': cancelMove,
  } satisfies Partial<Handlers>;
}
