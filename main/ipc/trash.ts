import type { Runs } from '../runs/open-runs';
import type { Handlers } from './handle';

export function trashHandlers({ trash }: Pick<Runs, 'trash'>) {
  return {
    'trash.list': () => trash.contents(),
    'trash.empty': () => trash.empty(),
    'trash.remove': ({ runs }) => trash.removeForever(runs),
  } satisfies Partial<Handlers>;
}
