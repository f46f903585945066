/**
 * A command that a person can copy, for the same data folder.
 *
 * @param program how a person calls the command: `cvae` or `npm run cvae --`.
 */
export function hint(
  program: string,
  profile: string | undefined,
  ...args: readonly string[]
): string {
  const folder = profile === undefined ? [] : ['--profile', profile];
  return [program, ...[...args, ...folder].map(quoted)].join(' ');
}

/** As a POSIX shell reads it. */
function quoted(text: string): string {
  return /^[\w%+,./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
