import { counted } from '../../shared/counted';
import { WorkbenchError } from '../../shared/errors';
import type { RunSummary } from '../../shared/runs';

/**
 * The run that `text` names: its id, the beginning of its id, or its name.
 *
 * @throws WorkbenchError `not-found`, or `conflict` with the candidates when several runs fit.
 */
export function findRun(runs: readonly RunSummary[], text: string): RunSummary {
  const exact = runs.find((run) => run.id === text.toLowerCase());
  if (exact !== undefined) return exact;
  const found = text === '' ? [] : runs.filter((run) => fits(run, text));
  const [only] = found;
  if (only === undefined) {
    throw new WorkbenchError({
      kind: 'not-found',
      message: `There is no run “${text}”.`,
      remedy: 'The command `runs` lists all runs with their ids.',
    });
  }
  if (found.length > 1) {
    throw new WorkbenchError({
      kind: 'conflict',
      message: `“${text}” fits ${found.length} runs. Nothing was done.\n${found.map(candidate).join('\n')}`,
      remedy: 'Give more of the id.',
    });
  }
  return only;
}

function fits(run: RunSummary, text: string): boolean {
  return run.name === text || run.id.startsWith(text.toLowerCase());
}

function candidate({ id, name, status, epochsDone, config }: RunSummary): string {
  return `  ${id}  ${name}  (${status}, ${epochsDone} of ${counted(config.epochs, 'epoch')})`;
}
