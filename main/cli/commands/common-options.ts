import { InvalidArgumentError, type Argument, type Command, type Option } from 'commander';
import { runNameSchema } from '../../../shared/ipc/runs';
import { parseCheckpointChoice, type CheckpointChoice } from '../find-checkpoint';
import { parseAssignment, type Assignment } from '../settings';

/** Options of every command. */
export interface CommonOptions {
  /** The data folder; undefined is the user's own. */
  readonly profile?: string;
  readonly json?: boolean;
}

const commonOptions = ['profile', 'json'] as const;

export function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON object a line on standard output')
    .option('--profile <folder>', 'data folder, instead of the one in the home folder');
}

/** Lets `--profile` and `--json` stand before the command's name as well. */
export function inheritCommonOptions(root: Command, command: Command): void {
  for (const option of commonOptions) {
    const value: unknown = root.getOptionValue(option);
    if (value !== undefined) command.setOptionValue(option, value);
  }
}

/** Has every option and argument of a command refused that is given and empty, as an unset variable makes it. */
export function refuseEmpty({ options, registeredArguments }: Command): void {
  for (const option of options) if (option.required) refuseEmptyText(option);
  for (const argument of registeredArguments) refuseEmptyText(argument);
}

function refuseEmptyText(taker: Option | Argument): void {
  const { parseArg, variadic } = taker;
  taker.argParser((text: string, before: unknown) => {
    if (text === '') throw new InvalidArgumentError('It is empty.');
    if (parseArg !== undefined) return parseArg(text, before);
    return variadic ? [...((before as readonly string[] | undefined) ?? []), text] : text;
  });
}

/** Option parser of `--checkpoint`. */
export function checkpointChoice(text: string): CheckpointChoice {
  const choice = parseCheckpointChoice(text);
  if (choice === null) throw new InvalidArgumentError('It must be best, last or an epoch.');
  return choice;
}

/** Option parser of `--set`, which may be repeated. */
export function assignment(
  text: string,
  before: readonly Assignment[] = [],
): readonly Assignment[] {
  const parsed = parseAssignment(text);
  if (parsed === null) throw new InvalidArgumentError('It must be key=value.');
  return [...before, parsed];
}

/** Option parser of `--name`. */
export function runName(text: string): string {
  const parsed = runNameSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? '');
}
