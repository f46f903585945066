import { WorkbenchError, type ErrorReport } from '../../shared/errors';
import type { RunSummary } from '../../shared/runs';

/** What a person is told about runs that cannot be queued or did not end by themselves. */

export const processEnded: ErrorReport = {
  kind: 'engine-crashed',
  message:
    'The workbench ended while this run was in training. Every finished epoch and the last checkpoint were kept.',
  remedy: 'Resume the run: it goes on from its last checkpoint.',
};

export const haltTimedOut: ErrorReport = {
  kind: 'engine-crashed',
  message:
    'The run did not stop in time when the workbench was closed. Every finished epoch and the last checkpoint were kept.',
  remedy: 'Resume the run: it goes on from its last checkpoint.',
};

/** What came of the run at this point could not be stored, for the reason given. */
export const pausedUnstored = (epochsDone: number, reason: ErrorReport): ErrorReport => ({
  ...reason,
  message: `Training is paused, because its progress after epoch ${epochsDone} could not be stored. ${reason.message}`,
  remedy: `${reason.remedy ?? 'Start the workbench again.'} Then resume the run: it goes on from its last checkpoint and comes to the same weights.`,
});

export const alreadyQueued = ({ name, status }: RunSummary): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: `“${name}” is ${status === 'running' ? 'in training' : 'in the queue'} already. Nothing was changed.`,
  });

export const alreadyDone = ({ name }: RunSummary): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: `“${name}” has finished all of its epochs. Nothing was changed.`,
    remedy: 'To train it further, branch from its last checkpoint with more epochs.',
  });

export const notInTraining = ({ name, status }: RunSummary): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: `“${name}” is ${status}: it is neither in training nor in the queue. Nothing was changed.`,
  });

export const trainerBusy = ({ name }: RunSummary): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: `“${name}” is in training. Nothing was changed.`,
    remedy: 'Pause it, or wait until it is done.',
  });
