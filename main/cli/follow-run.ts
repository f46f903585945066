import { WorkbenchError } from '../../shared/errors';
import { isActive } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { CommandContext, Workbench } from './context';
import { loss } from './format';
import { exitCodes, Interruption } from './interruption';
import { TrainingReport } from './training-report';

/**
 * Tells of a queued run until its training ends. When the context's signal aborts, the run is paused: it
 * stops at a step and stores a checkpoint.
 *
 * @throws the signal's reason once the run is paused; WorkbenchError when the run failed.
 */
export async function followRun(
  context: CommandContext,
  workbench: Workbench,
  run: RunSummary,
  json: boolean,
): Promise<void> {
  const report = new TrainingReport(context.output, json);
  report.started(run);
  let ended: RunSummary;
  try {
    ended = await trainingEnd(context, workbench, run, report);
  } finally {
    report.close();
  }
  report.ended(ended);
  conclude(context, workbench, ended);
}

/** The run once it neither trains nor waits. */
async function trainingEnd(
  { output, signal }: CommandContext,
  workbench: Workbench,
  run: RunSummary,
  report: TrainingReport,
): Promise<RunSummary> {
  const stopListening: (() => void)[] = [];
  try {
    return await new Promise<RunSummary>((resolve, reject) => {
      const pause = () => {
        output.say('Stopping at the next step. A second Ctrl-C ends at once.');
        Promise.resolve(workbench.runs.pause(run.id)).catch(reject);
      };
      stopListening.push(
        workbench.on('run-progress', (progress) => {
          if (progress.run === run.id) report.progress(progress);
        }),
        workbench.on('epoch-finished', (epoch) => {
          if (epoch.run === run.id) report.epoch(run, epoch.metrics);
        }),
        workbench.on('run-changed', (changed) => {
          if (changed.id === run.id && !isActive(changed.status)) resolve(changed);
        }),
        () => signal.removeEventListener('abort', pause),
      );
      signal.addEventListener('abort', pause, { once: true });
      if (signal.aborted) pause();
    });
  } finally {
    for (const stop of stopListening) stop();
  }
}

function conclude(
  { output, program, signal }: CommandContext,
  { databasePath }: Workbench,
  run: RunSummary,
): void {
  const resume = `Go on with: ${program} resume ${run.id}`;
  if (run.error !== null) {
    const remedy = run.error.remedy ?? '';
    throw new WorkbenchError({ ...run.error, remedy: `${remedy}\n${resume}`.trim() });
  }
  if (run.status === 'done') {
    const best = `best test loss ${loss(run.bestTestLoss)} nats after epoch ${run.bestEpoch ?? '-'}`;
    output.say(`Done: ${best}. Stored as run ${run.id} in ${databasePath}.`);
    output.say(`See its digits: ${program} sample ${run.id} --out digits.png`);
    return;
  }
  output.say(
    `Paused after ${run.epochsDone} of ${run.config.epochs} epochs; the state at this step is stored. ${resume}`,
  );
  signal.throwIfAborted();
  throw new Interruption('The run was paused.', exitCodes.interrupted);
}
