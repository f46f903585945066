/** A failure told to the person at the keyboard: what failed, why, and what to do next. */
export class SetupFailure extends Error {
  /**
   * @param {string} what "TensorFlow could not be downloaded"
   * @param {string} why
   * @param {string} next a sentence: what the person does now
   */
  constructor(what, why, next) {
    super(`${what}: ${why}. ${next}`);
    this.name = 'SetupFailure';
  }
}

const again = 'Then call the same command again: what was finished is kept.';

/** How tools say the few things that go wrong on other people's machines, most telling first. */
const causes = [
  {
    signs: /ENOSPC|no space left|disk quota exceeded/i,
    why: 'the disk is full',
    next: `Free about 2.5 GB. ${again}`,
  },
  {
    signs:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|NewConnectionError|name resolution|could not resolve|failed to fetch|timed out|network is unreachable/i,
    why: 'the network cannot be reached',
    next: `Connect to the internet, or set up the proxy. ${again}`,
  },
  {
    signs: /CERT_|self.signed certificate|certificate verify failed|unable to get local issuer/i,
    why: 'the certificate of the package registry is not trusted',
    next: `Make your network's certificate known to npm and pip. ${again}`,
  },
  {
    signs: /E40[13]|40[13] (client error|forbidden|unauthorized)/i,
    why: 'the package registry refused the request',
    next: `Check the registry that npm and pip are configured for. ${again}`,
  },
  {
    signs: /ETARGET|E404|no matching (version|distribution)|unable to locate package/i,
    why: 'the package registry does not have this version',
    next: `Check the registry that npm, pip and apt are configured for. ${again}`,
  },
  {
    signs: /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    why: 'a file or folder cannot be written',
    next: `Make the checkout and your cache folder writable. ${again}`,
  },
];

/**
 * Turns a tool's output into a failure.
 * @param {string} what
 * @param {string} output
 */
export function failureFrom(what, output) {
  const cause = causes.find(({ signs }) => signs.test(output));
  if (cause) return new SetupFailure(what, cause.why, cause.next);
  const said = lastWords(output);
  return new SetupFailure(what, said === '' ? 'the tool gave no reason' : said, again);
}

/**
 * The line of a tool's output that most likely says what is wrong, without addresses: they name other people's machines.
 * @param {string} output
 */
function lastWords(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const line = lines.find((each) => /\berror\b/i.test(each)) ?? lines.at(-1) ?? '';
  return line
    .replaceAll(/\w+:\/\/\S+/g, 'an address')
    .replaceAll(/host='[^']*'/g, 'a host')
    .replace(/[.\s]+$/, '')
    .slice(0, 300);
}
