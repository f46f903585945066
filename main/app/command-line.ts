import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CommandLine {
  /** The folder that holds the database. */
  readonly profile: string;
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
    profile: profileFolder(optionValue(given, '--profile')),
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

/** The folder of the database: the one named, else in the user's data folder. */
export function profileFolder(named: string | undefined): string {
  if (named !== undefined && named !== '') return resolve(named);
  const dataHome = process.env['XDG_DATA_HOME'];
  return join(
    dataHome !== undefined && isAbsolute(dataHome) ? dataHome : join(homedir(), '.local', 'share'),
    'cvae-workbench',
  );
}

/** Arguments of a process with another data folder, and without those that name one. */
export function withProfile(args: readonly string[], folder: string): string[] {
  const others = args.filter(
    (argument, index) => !/^--profile(=|$)/.test(argument) && args[index - 1] !== '--profile',
  );
  return [...others, `--profile=${folder}`];
}

function optionValue(argv: readonly string[], option: string): string | undefined {
  const at = argv.indexOf(option);
  return (
    argv.find((argument) => argument.startsWith(`${option}=`))?.slice(option.length + 1)
    ?? (at === -1 ? undefined : argv[at + 1])
  );
}

function afterAppFolder(argv: readonly string[]): readonly string[] {
  const folder = argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
  return folder === -1 ? [] : argv.slice(folder + 1);
}
