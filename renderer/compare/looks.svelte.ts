import { looksSchema, usualLooks, type Looks } from '../../shared/comparisons';
import { keep, kept } from '../ui/kept';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const storageKey = 'workbench.compare-looks';

/** How the runs are looked at, whichever they are. It stays while other views are shown, and is remembered. */
class ShownLooks implements Mutable<Looks> {
  panel = $state(usualLooks.panel);
  anchor = $state(usualLooks.anchor);
  seed = $state(usualLooks.seed);
  epoch = $state(usualLooks.epoch);
  labels = $state.raw(usualLooks.labels);
  columns = $state(usualLooks.columns);
  sharesLatents = $state(usualLooks.sharesLatents);
  byLabel = $state(usualLooks.byLabel);
  layout = $state(usualLooks.layout);
  pair = $state.raw(usualLooks.pair);
  zoom = $state(usualLooks.zoom);
  axis = $state(usualLooks.axis);
  scale = $state(usualLooks.scale);
  stretch = $state.raw(usualLooks.stretch);
  showsAllSettings = $state(usualLooks.showsAllSettings);

  constructor() {
    const stored = kept(storageKey, looksSchema);
    if (stored !== null) this.all = stored;
  }

  /** Has the next start begin with what is shown now. */
  remember(): void {
    keep(storageKey, this.all);
  }

  /** As they are to be saved. */
  get all(): Looks {
    return looksSchema.parse(
      Object.fromEntries(looksSchema.keyof().options.map((key) => [key, this[key]])),
    );
  }

  set all(looks: Looks) {
    for (const key of looksSchema.keyof().options) this.#set(key, looks[key]);
  }

  toggleLabel(label: number): void {
    const others = this.labels.filter((each) => each !== label);
    const isOn = others.length < this.labels.length;
    this.labels = isOn ? others : [...others, label].sort((a, b) => a - b);
  }

  /** Other latents, or other test images. */
  drawAnew(): void {
    this.seed = Math.floor(Math.random() * 2 ** 31);
  }

  #set<K extends keyof Looks>(key: K, value: Looks[K]): void {
    (this as Mutable<Looks>)[key] = value;
  }
}

export const looks = new ShownLooks();
