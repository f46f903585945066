import type { DamagedKind, DamagedRow } from '../../shared/damage';
import type { RunId } from '../../shared/ids';
import type { DatasetService } from '../datasets/dataset-service';
import type { ComparisonService } from '../runs/comparison-service';
import type { Runs } from '../runs/open-runs';
import type { SheetLibrary } from '../sheets/sheet-library';
import type { Handlers } from './handle';

interface DamageOptions {
  readonly runs: Pick<Runs, 'service' | 'trash'>;
  readonly comparisons: ComparisonService;
  readonly sheetLibrary: SheetLibrary;
  readonly datasets: DatasetService;
}

/** How damaged rows of a kind are found, deleted and put back. */
interface DamageOfKind {
  readonly list: () => readonly DamagedRow[];
  readonly deleted?: () => readonly DamagedRow[];
  readonly remove: (id: string) => void | Promise<void>;
  readonly restore: (id: string) => void;
}

export function damageHandlers({ runs, comparisons, sheetLibrary, datasets }: DamageOptions) {
  const kinds: Readonly<Record<DamagedKind, DamageOfKind>> = {
    run: {
      list: () => runs.service.damaged(),
      deleted: () => runs.trash.damaged(),
      remove: (id) => runs.trash.remove([id as RunId]),
      restore: (id) => runs.trash.restore([id as RunId]),
    },
    comparison: {
      list: () => comparisons.damaged(),
      remove: (id) => comparisons.delete(id),
      restore: (id) => comparisons.restore(id),
    },
    sheet: {
      list: () => sheetLibrary.damagedSheets(),
      remove: (id) => sheetLibrary.remove(id),
      restore: (id) => sheetLibrary.restore(id),
    },
    recipe: {
      list: () => sheetLibrary.damagedRecipes(),
      remove: (id) => sheetLibrary.forget(id),
      restore: (id) => sheetLibrary.recall(id),
    },
    dataset: {
      list: () => datasets.damaged(),
      remove: (id) => datasets.remove(id),
      restore: (id) => datasets.restore(id),
    },
  };
  const entries = Object.entries(kinds) as [DamagedKind, DamageOfKind][];
  return {
    'damage.list': () =>
      entries.flatMap(([kind, { list, deleted }]) => [
        ...list().map((row) => ({ kind, isDeleted: false, ...row })),
        ...(deleted?.() ?? []).map((row) => ({ kind, isDeleted: true, ...row })),
      ]),
    'damage.ofRun': ({ run }) => runs.service.damageOf(run),
    'damage.remove': ({ kind, id }) => kinds[kind].remove(id),
    'damage.restore': ({ kind, id }) => kinds[kind].restore(id),
  } satisfies Partial<Handlers>;
}
