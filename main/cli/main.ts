import { Command, CommanderError } from 'commander';
import { errorLines, toErrorReport } from '../../shared/errors';
import { branchCommand } from './commands/branch';
import { inheritCommonOptions, refuseEmpty, withCommonOptions } from './commands/common-options';
import { datasetsCommand } from './commands/datasets';
import { deleteCommand } from './commands/delete';
import { evaluateCommand } from './commands/evaluate';
import { exportCommand } from './commands/export';
import { resumeCommand } from './commands/resume';
import { runsCommand } from './commands/runs';
import { sampleCommand } from './commands/sample';
import { sheetCommand } from './commands/sheet';
import { trainCommand } from './commands/train';
import { verifyCommand } from './commands/verify';
import type { CommandContext, OpenWorkbench } from './context';
import {
  abortOnSignals,
  exitCodes,
  Interruption,
  type ExitCode,
  type SignalSource,
} from './interruption';
import { Output, type OutputStream } from './output';

export interface CommandIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly signals: SignalSource;
  /** Whether standard input, output or error is a terminal. */
  readonly hasTerminal: boolean;
  /** Ends the process without further ado. */
  readonly exitNow: (code: number) => void;
  /** How a person calls the command: `cvae` or `npm run cvae --`. */
  readonly program: string;
}

/**
 * Runs the headless command, e.g. `['train', '--preset', 'seed']`, and returns the exit code: 0 on
 * success, 2 on wrong usage, 130 when it was interrupted, 141 when nobody reads its output, else 1.
 * Nothing is opened before the usage was found right. Never rejects.
 */
export async function runCommand(
  argv: readonly string[],
  open: OpenWorkbench,
  { stdout, stderr, signals, hasTerminal, exitNow, program }: CommandIo,
): Promise<ExitCode> {
  const controller = new AbortController();
  const output = new Output(stdout, stderr, controller);
  const stopListening = abortOnSignals(signals, hasTerminal, controller, exitNow);
  const context: CommandContext = { open, output, signal: controller.signal, program };
  try {
    await commandLine(context).parseAsync(argv, { from: 'user' });
    await output.flush();
    return output.failure === null
      ? exitCodes.success
      : explain(output, controller.signal, output.failure);
  } catch (thrown) {
    return explain(output, controller.signal, thrown);
  } finally {
    await output.flush();
    stopListening();
  }
}

function commandLine(context: CommandContext): Command {
  const { output, program } = context;
  const root = withCommonOptions(new Command(program))
    .description('Trains, keeps, samples and exports runs without a window.')
    .addHelpText(
      'after',
      '\nExit codes: 0 success, 2 wrong usage, 130 interrupted, 1 other errors.',
    )
    .enablePositionalOptions()
    .hook('preAction', inheritCommonOptions);
  const commands = [
    trainCommand(context),
    resumeCommand(context),
    branchCommand(context),
    runsCommand(context),
    datasetsCommand(context),
    evaluateCommand(context),
    sampleCommand(context),
    sheetCommand(context),
    verifyCommand(context),
    exportCommand(context),
    deleteCommand(context),
  ];
  for (const command of commands) root.addCommand(withCommonOptions(command));
  for (const command of [root, ...commands]) {
    refuseEmpty(command);
    command
      .exitOverride()
      .showHelpAfterError(`See: ${program} ${command === root ? '' : `${command.name()} `}--help`)
      .configureOutput({
        writeOut: (text) => output.data(text.trimEnd()),
        writeErr: (text) => output.say(text.trimEnd()),
        getOutHelpWidth: () => 100,
        getErrHelpWidth: () => 100,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      });
  }
  return root;
}

/** Says what went wrong, unless that was done, and returns the exit code for it. */
function explain(output: Output, signal: AbortSignal, thrown: unknown): ExitCode {
  if (thrown instanceof CommanderError) {
    return thrown.exitCode === 0 ? exitCodes.success : exitCodes.wrongUsage;
  }
  if (thrown instanceof Interruption) {
    if (thrown.exitCode === exitCodes.failure) output.say(thrown.message);
    return thrown.exitCode;
  }
  const report = toErrorReport(thrown);
  for (const line of errorLines(report)) output.say(line);
  // A process that hung when it was to stop was ended, and the command stopped all the same.
  const hasStopped = report.kind === 'cancelled' || report.kind === 'engine-crashed';
  if (hasStopped && signal.reason instanceof Interruption) {
    return signal.reason.exitCode;
  }
  return report.kind === 'invalid-input' ? exitCodes.wrongUsage : exitCodes.failure;
}
