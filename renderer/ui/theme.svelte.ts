export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'workbench.theme';

/** Light, dark, or as the system is. Charts redraw when `shown` changes. */
class Theme {
  readonly #systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
  #choice = $state<ThemeChoice>(remembered());
  #system = $state<'light' | 'dark'>('light');

  constructor() {
    const follow = (): void => {
      this.#system = this.#systemIsDark.matches ? 'dark' : 'light';
    };
    follow();
    this.#systemIsDark.addEventListener('change', follow);
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get shown(): 'light' | 'dark' {
    return this.#choice === 'system' ? this.#system : this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    localStorage.setItem(storageKey, choice);
    this.#apply();
  }

  toggle(): void {
    this.choose(this.shown === 'dark' ? 'light' : 'dark');
  }

  #apply(): void {
    document.documentElement.dataset['theme'] = this.#choice;
  }
}

function remembered(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

export const theme = new Theme();
