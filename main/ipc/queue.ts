import { packRuns } from '../../shared/packed-runs';
import type { Runs } from '../runs/open-runs';
import type { Handlers } from './handle';

export function queueHandlers({ service, queue, queueEdits, speeds }: Runs) {
  return {
    'queue.facts': () => queue.facts(),
    'queue.runs': () => packRuns(queueEdits.runs()),
    'queue.speeds': () => speeds(),
    'queue.add': ({ runs, tags }) => service.createAll(runs, tags),
    'queue.move': ({ runs, before }) => queueEdits.move(runs, before),
    'queue.remove': ({ runs }) => queueEdits.remove(runs),
    'queue.putBack': ({ runs, order }) => queueEdits.putBack(runs, order),
    'queue.retry': ({ runs }) => queueEdits.retry(runs),
    'queue.setPaused': ({ paused }) => queue.setPaused(paused),
    'queue.goOn': () => queue.release(),
  } satisfies Partial<Handlers>;
}
