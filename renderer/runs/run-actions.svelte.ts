import { mostCompared } from '../../shared/comparisons';
import { compareHref } from '../links';
import { toggleStars } from '../parts/run-marks';
import { router } from '../ui/router.svelte';
import { runsState } from './runs-state.svelte';

/** What can be done with the selected runs, by a button or by a key. */
export class RunActions {
  readonly #focusTags: () => Promise<void>;
  detailsOpen = $state(false);

  readonly canCompare = $derived(
    runsState.chosen.length >= 2 && runsState.chosen.length <= mostCompared,
  );

  /** @param focusTags puts the focus where tags are written, in the details. */
  constructor(focusTags: () => Promise<void>) {
    this.#focusTags = focusTags;
  }

  readonly compare = (): void => {
    if (this.canCompare) location.hash = compareHref(runsState.chosen.map(({ id }) => id));
  };

  readonly star = (): void => void toggleStars(runsState.targets);

  readonly tag = (): void => {
    this.detailsOpen = true;
    this.#chooseSome();
    void this.#focusTags();
  };

  readonly duplicate = (): void => {
    const [run, another] = runsState.targets;
    if (run && !another) router.navigate('new', run.id);
  };

  readonly rename = (): void => {
    const [run, another] = runsState.targets;
    if (run && !another) runsState.renaming = run.id;
  };

  readonly delete = (): Promise<void> => runsState.delete(runsState.targets);

  readonly toggleDetails = (): void => {
    this.detailsOpen = !this.detailsOpen;
    if (this.detailsOpen) this.#chooseSome();
  };

  /** The details are of what is chosen. */
  #chooseSome(): void {
    if (runsState.chosen.length === 0) runsState.selection.chooseActive();
  }

  /** What a key without modifiers does, beside what the table itself has it for. */
  ofKey(key: string): (() => unknown) | undefined {
    switch (key) {
      case 'c':
        return this.compare;
      case 's':
        return this.star;
      case 't':
        return this.tag;
      case 'd':
        return this.duplicate;
      case 'i':
        return this.toggleDetails;
      case 'F2':
        return this.rename;
      default:
        return undefined;
    }
  }
}
