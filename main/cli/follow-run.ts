import { counted } from '../../shared/counted';
import { WorkbenchError } from '../../shared/errors';
import { branchPoint } from '../../shared/checkpoints';
import type { RunId } from '../../shared/ids';
import { quadrantsSeen } from '../../shared/run-config';
import { canGoFurther } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { CommandContext, Workbench } from './context';
import { loss } from './format';
import { hint } from './hint';
import { exitCodes, Interruption } from './interruption';
import { TrainingReport } from './training-report';
import type { CommonOptions } from './commands/common-options';

/**
 * Trains a run now, and tells of it until its training ends. When the context's signal aborts, the run is
 * paused: it stops at a step and stores its state.
 *
 * @throws the signal's reason once the run is paused; WorkbenchError when it cannot be trained or failed.
 */
export async function followRun(
  context: CommandContext,
  workbench: Workbench,
  run: RunId,
  options: CommonOptions,
): Promise<void> {
  const { output, signal } = context;
  const report = new TrainingReport(output, options.json === true);
  const stopListening = listen(workbench, run, report);
  const pause = () => {
    output.say('Stopping after this step. A second Ctrl-C ends at once.');
    // Whether it could be paused is told by how its training ends.
    workbench.queue.pause(run).catch(() => undefined);
  };
  signal.addEventListener('abort', pause);
  let ended: RunSummary;
  try {
    ended = await workbench.queue.runNow(run);
  } finally {
    signal.removeEventListener('abort', pause);
    stopListening();
    report.close();
  }
  report.ended(ended);
  conclude(context, workbench, ended, options.profile);
}

function listen({ events }: Workbench, run: RunId, report: TrainingReport): () => void {
  let hasStarted = false;
  const stops = [
    events.on('runs-changed', (runs) => {
      const changed = runs.find(({ id }) => id === run);
      if (changed?.status !== 'running' || hasStarted) return;
      hasStarted = true;
      report.started(changed);
    }),
    events.on('run-progress', (progress) => {
      if (progress.run === run) report.progress(progress);
    }),
    events.on('epoch-finished', (finished) => {
      if (finished.run === run) report.epoch(finished.run, finished.metrics);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function conclude(
  { output, program, signal }: CommandContext,
  { databasePath, runs }: Workbench,
  run: RunSummary,
  profile: string | undefined,
): void {
  const resume = `Go on with: ${hint(program, profile, 'resume', run.id)}`;
  const branchHint = () => {
    const last = branchPoint(runs.get(run.id).checkpoints);
    if (last === undefined) return undefined;
    // As good a start as any: the usual rate, or less.
    const rate = Math.min(1e-3, Number((run.config.learningRate / 10).toPrecision(2)));
    const change = ['--checkpoint', String(last.epoch), '--set', `learningRate=${rate}`];
    return `Go on from epoch ${last.epoch} with other settings: ${hint(program, profile, 'branch', run.id, ...change)}`;
  };
  if (run.error !== null) {
    const ways = [run.error.remedy, canGoFurther(run) ? resume : branchHint()];
    const remedy = ways.filter((way) => way !== undefined).join('\n');
    throw new WorkbenchError({ ...run.error, remedy });
  }
  if (run.status === 'done') {
    const best = `best test loss ${loss(run.bestTestLoss)} nats after epoch ${run.bestEpoch ?? '-'}`;
    output.say(`Done: ${best}. Stored as run ${run.id} in ${databasePath}.`);
    if (quadrantsSeen(run.config.conditioning) > 0) return;
    output.say(
      `See its digits: ${hint(program, profile, 'sample', run.id, '--out', 'digits.png')}`,
    );
    return;
  }
  output.say(
    `Paused after ${run.epochsDone} of ${counted(run.config.epochs, 'epoch')}; the state at this step is stored. ${resume}`,
  );
  signal.throwIfAborted();
  throw new Interruption('The run was paused.', exitCodes.interrupted);
}
