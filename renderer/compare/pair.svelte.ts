import type { Layout } from '../../shared/comparisons';
import type { RunId } from '../../shared/ids';
import { comparing } from './comparing.svelte';
import type { ComparedRun } from './compared-run.svelte';
import { looks } from './looks.svelte';

interface PairMember {
  readonly run: ComparedRun;
  /** Index of a run colour. */
  readonly colour: number;
}

/** The two runs that are shown in one place: the first two until a person chooses. */
class Pair {
  readonly members = $derived.by((): readonly [PairMember, PairMember] | null => {
    const all = comparing.runs.map((run, i) => ({ run, colour: comparing.colours[i] ?? 0 }));
    const first = all.find(({ run }) => run.id === looks.pair?.[0]) ?? all[0];
    const others = all.filter((member) => member !== first);
    const second = others.find(({ run }) => run.id === looks.pair?.[1]) ?? others[0];
    return first && second ? [first, second] : null;
  });

  /** One run alone has no other to be shown in one place with. */
  get layout(): Layout {
    return this.members === null ? 'columns' : looks.layout;
  }

  /** Puts a run into a place; if it is in the other one, they change places. */
  choose(place: 0 | 1, id: RunId): void {
    if (this.members === null) return;
    const ids = this.members.map(({ run }) => run.id);
    const [kept, replaced] = [ids[1 - place]!, ids[place]!];
    const other = id === kept ? replaced : kept;
    looks.pair = place === 0 ? [id, other] : [other, id];
  }
}

export const pair = new Pair();
