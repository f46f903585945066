/** The file that the workbench was asked to open from outside: a window takes it when it can. */
export class ArrivedFile {
  #path: string | null;
  readonly #tell: () => void;

  /** @param tell called when another one has arrived */
  constructor(path: string | null, tell: () => void) {
    this.#path = path;
    this.#tell = tell;
  }

  put(path: string | null): void {
    if (path === null) return;
    this.#path = path;
    this.#tell();
  }

  /** Once; null when there is none. */
  take(): string | null {
    const path = this.#path;
    this.#path = null;
    return path;
  }
}
