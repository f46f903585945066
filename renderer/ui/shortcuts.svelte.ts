export interface Shortcut {
  /** Keys as they are written on a keyboard, e.g. `['Ctrl', 'Enter']`. */
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** What the sheet of shortcuts lists; each view tells its own while it is shown. */
class Shortcuts {
  #groups = $state.raw<readonly ShortcutGroup[]>([]);

  get groups(): readonly ShortcutGroup[] {
    return this.#groups;
  }

  /** Lists a group; returns what takes it off again. Made for `$effect` and `onMount`. */
  list(title: string, shortcuts: readonly Shortcut[]): () => void {
    const group = { title, shortcuts };
    this.#groups = [...this.#groups, group];
    return () => {
      this.#groups = this.#groups.filter((listed) => listed !== group);
    };
  }
}

export const shortcuts = new Shortcuts();
