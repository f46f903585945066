import { packRuns } from '../../shared/packed-runs';
import type { Runs } from '../runs/open-runs';
import type { Handlers } from './handle';

export function runHandlers({ service, queue, trash }: Runs) {
  return {
    'runs.list': () => service.list(),
    'runs.packed': () => packRuns(service.list()),
    'runs.get': ({ run }) => service.get(run),
    'runs.create': (input) => service.create(input),
    'runs.branch': (from) => service.branch(from),
    'runs.lineage': ({ run }) => service.lineage(run),
    'runs.annotate': ({ run, ...annotations }) => service.annotate(run, annotations),
    'runs.rename': ({ run, name }) => service.rename(run, name),
    'runs.mark': ({ runs, ...marks }) => service.mark(runs, marks),
    'runs.thumbnails': ({ runs }) => service.thumbnails(runs),
    'runs.delete': ({ runs }) => trash.remove(runs),
    'runs.restore': ({ runs }) => trash.restore(runs),
    'runs.pause': ({ run }) => queue.pause(run),
    'runs.stop': ({ run }) => queue.stop(run),
    'runs.resume': ({ run }) => queue.resume(run),
    'runs.metrics': ({ run }) => service.metrics(run),
    'runs.steps': ({ run }) => ({ epochs: service.steps(run) }),
    'runs.snapshot': ({ run, epoch }) => service.snapshot(run, epoch),
    'runs.snapshotEpochs': ({ run }) => service.snapshotEpochs(run),
    'checkpoints.pin': ({ checkpoint, pinned }) => service.pinCheckpoint(checkpoint, pinned),
  } satisfies Partial<Handlers>;
}
