import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkbenchError } from '../../shared/errors';

export interface CommandLine {
  /** The folder of the database as it was named; undefined is the user's own. */
  readonly profile: string | undefined;
  /** Arguments of the headless command; null opens the window. */
  readonly headless: readonly string[] | null;
  /** A sheet's file to open in the window; null for none. */
  readonly file: string | null;
  /** Whether the window is to test itself, and how far. */
  readonly selfTest: SelfTest | null;
}

/** `start` only measures how long the window takes to show the runs of its data folder. */
export type SelfTest = 'all' | 'start';

/**
 * Reads the process's arguments. In development the app's folder comes first among them.
 * `cvae ...` asks for the headless command, which reads the rest itself.
 *
 * @param folder that paths are relative to
 * @throws WorkbenchError `invalid-input` for wrong usage of the window
 */
export function readCommandLine(
  argv: readonly string[],
  isPackaged: boolean,
  folder = process.cwd(),
): CommandLine {
  const given = isPackaged ? argv.slice(1) : afterAppFolder(argv);
  const command = given.findIndex((argument) => !argument.startsWith('-'));
  const headless = given[command] === 'cvae' ? given.slice(command + 1) : null;
  return {
    profile: headless === null ? namedProfile(given) : undefined,
    headless,
    file: headless === null ? fileAmong(given, folder) : null,
    selfTest: given.includes('--self-test=start')
      ? 'start'
      : given.includes('--self-test')
        ? 'all'
        : null,
  };
}

/** The first argument that is neither an option nor an option's value; launchers may give it as an address. */
function fileAmong(given: readonly string[], folder: string): string | null {
  const file = given.find(
    (argument, index) =>
      argument !== '' && !argument.startsWith('-') && given[index - 1] !== '--profile',
  );
  if (file === undefined) return null;
  return file.startsWith('file://') ? fileURLToPath(file) : resolve(folder, file);
}

/**
 * The folder of the database: the one named, else in the user's data folder.
 *
 * @throws WorkbenchError `not-found` when the user has no home folder
 */
export function profileFolder(named: string | undefined): string {
  if (named !== undefined) return resolve(named);
  const dataHome = process.env['XDG_DATA_HOME'];
  // The specification has relative paths ignored.
  if (dataHome !== undefined && isAbsolute(dataHome)) return join(dataHome, 'cvae-workbench');
  return join(homeFolder(), '.local', 'share', 'cvae-workbench');
}

function homeFolder(): string {
  try {
    // Empty or relative where HOME is; thrown where HOME is unset and the system does not know the user.
    const home = homedir();
    if (isAbsolute(home)) return home;
  } catch (cause) {
    throw noHome(cause);
  }
  throw noHome();
}

const noHome = (cause?: unknown) =>
  new WorkbenchError(
    {
      kind: 'not-found',
      message: 'There is no home folder to keep the data in: HOME is no absolute path.',
      remedy: 'Set HOME, or name a data folder with --profile.',
    },
    { cause },
  );

/** Arguments of a process with another data folder, and without those that name one. */
export function withProfile(args: readonly string[], folder: string): string[] {
  const others = args.filter(
    (argument, index) => !/^--profile(=|$)/.test(argument) && args[index - 1] !== '--profile',
  );
  return [...others, `--profile=${folder}`];
}

/** The value of the last `--profile`, as in the headless command. */
function namedProfile(given: readonly string[]): string | undefined {
  const at = given.findLastIndex((argument) => /^--profile(=|$)/.test(argument));
  if (at === -1) return undefined;
  const option = given[at] ?? '';
  const folder = option.includes('=') ? option.slice('--profile='.length) : (given[at + 1] ?? '');
  if (folder !== '') return folder;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The option --profile names no data folder. Nothing was opened.',
    remedy: 'Give it a folder, or leave it out to use your own.',
  });
}

function afterAppFolder(argv: readonly string[]): readonly string[] {
  const folder = argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
  return folder === -1 ? [] : argv.slice(folder + 1);
}
