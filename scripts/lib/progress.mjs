/**
 * Tells on standard error what set-up is doing: one line a step. Standard output belongs to the command that comes after.
 */
export class Progress {
  #title = '';
  #started = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #ticking;

  /** @param {NodeJS.WriteStream} stream */
  constructor(stream = process.stderr) {
    this.stream = stream;
  }

  /** @param {string} title */
  begin(title) {
    this.#title = title;
    this.#started = Date.now();
    this.stream.write(`${title} ...`);
    if (this.#canRedraw()) this.#ticking = setInterval(() => this.#redraw(), 1000).unref();
  }

  /** @param {string} [note] */
  done(note) {
    this.#end(`done (${[`${this.#seconds()} s`, note].filter(Boolean).join(', ')})`);
  }

  failed() {
    this.#end('failed');
  }

  /** A line of its own. @param {string} text */
  say(text) {
    this.stream.write(`${text}\n`);
  }

  /** @param {string} ending */
  #end(ending) {
    clearInterval(this.#ticking);
    if (this.#canRedraw()) this.stream.write(`\r\x1b[K${this.#title} ... ${ending}\n`);
    else this.stream.write(` ${ending}\n`);
  }

  /** A dumb terminal, such as an editor's, cannot take back what it has shown. */
  #canRedraw() {
    return this.stream.isTTY && process.env['TERM'] !== 'dumb';
  }

  #redraw() {
    this.stream.write(`\r\x1b[K${this.#title} ... ${this.#seconds()} s`);
  }

  #seconds() {
    return Math.round((Date.now() - this.#started) / 1000);
  }
}
