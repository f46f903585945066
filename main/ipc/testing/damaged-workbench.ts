import { usualLooks } from '../../../shared/comparisons';
import type { RunId } from '../../../shared/ids';
import type { RunSummary } from '../../../shared/runs';
import { sheetModel } from '../../../shared/sheets/model-schema';
import { freshRecipe, sheetRecipeSchema } from '../../../shared/sheet-recipe';
import { DatasetFolders } from '../../datasets/dataset-folders';
import { DatasetService } from '../../datasets/dataset-service';
import { ComparisonService } from '../../runs/comparison-service';
import { files, testWorkbench, type TestWorkbench } from '../../runs/testing/workbench';
import { SheetLibrary } from '../../sheets/sheet-library';
import { ComparisonStore } from '../../storage/comparison-store';
import { DatasetStore } from '../../storage/dataset-store';
import { SheetRecipeStore } from '../../storage/sheet-recipe-store';
import { SheetStore } from '../../storage/sheet-store';
import { addFilledRun } from '../../storage/testing/filled-run';

export type Value = string | number | bigint | Buffer | null;

const engine = { tensorflow: '2', tfjs: '4', node: '20', cpu: 'One', threads: 2, memory: 1 };

/** A workbench with two of everything: a good one, and one to be damaged. */
export interface DamagedWorkbench {
  readonly workbench: TestWorkbench;
  readonly comparisons: ComparisonService;
  readonly sheetLibrary: SheetLibrary;
  readonly datasets: DatasetService;
  readonly good: RunSummary;
  readonly bad: RunSummary;
}

export function damagedWorkbench(): DamagedWorkbench {
  const workbench = testWorkbench({ autostart: false });
  const { database, stores, service } = workbench;
  const comparisons = new ComparisonService(new ComparisonStore(database), () => 1);
  const sheetLibrary = new SheetLibrary({
    sheets: new SheetStore(database),
    recipes: new SheetRecipeStore(database),
    changed: () => undefined,
    now: () => 1,
  });
  const datasets = new DatasetService({
    store: new DatasetStore(database),
    folders: new DatasetFolders('/nowhere'),
    builtIn: () => files,
    now: () => 1,
  });

  const ids = [addFilledRun(stores, 3), addFilledRun(stores, 3)] as const;
  for (const id of ids) {
    stores.runs.refreshTotals(id);
    stores.runs.setEngine(id, engine);
    const [checkpoint] = stores.checkpoints.list(id);
    const measured = { name: 'diversity', value: 1, samples: 10, details: { images: 10 } } as const;
    const place = { run: id, checkpoint: checkpoint!.id, epoch: 1, step: 0 };
    stores.measures.put({ ...measured, ...place, engine, createdAt: 1 });
  }
  const good = service.get(ids[0]);
  const bad = service.get(ids[1]);
  const [checkpoint] = stores.checkpoints.list(good.id);
  const content = { kind: 'digits', labels: [1], count: 1, latents: { seed: 1 } } as const;
  const recipe = sheetRecipeSchema.parse(
    freshRecipe({ ...content, labels: [1], model: sheetModel(good, checkpoint!) }),
  );
  const hashes = { trainImages: 'a', trainLabels: 'b', testImages: 'c', testLabels: 'd' };
  const counts = {
    classes: 10,
    classNames: null,
    trainCount: 100,
    testCount: 100,
    sha256: hashes,
    createdAt: 1,
  };
  for (const name of ['good', 'bad']) {
    comparisons.save(name, { ...usualLooks, runs: ids });
    sheetLibrary.record({ recipe, path: `/${name}.png`, thumbnail: new Uint8Array(10) });
    sheetLibrary.keep(name, recipe);
    datasets.add({ id: name, name, ...counts });
  }
  stores.settings.set('good', 1);
  stores.settings.set('bad', 1);
  database.pragma('foreign_keys = OFF');
  return { workbench, comparisons, sheetLibrary, datasets, good, bad };
}

/** The row that is damaged in each table, and how many there are. */
export const tables = {
  runs: { rows: 2, which: (bad) => `id = '${bad}'` },
  epoch_metrics: { rows: 3, which: (bad) => `run = '${bad}' AND epoch = 2` },
  step_metrics: { rows: 3, which: (bad) => `run = '${bad}' AND epoch = 2` },
  snapshots: { rows: 3, which: (bad) => `run = '${bad}' AND epoch = 3` },
  checkpoints: { rows: 3, which: (bad) => `run = '${bad}' AND epoch = 2` },
  measures: { rows: 1, which: (bad) => `run = '${bad}'` },
  comparisons: { rows: 2, which: () => `name = 'bad'` },
  sheets: { rows: 2, which: () => `path = '/bad.png'` },
  sheet_recipes: { rows: 2, which: () => `name = 'bad'` },
  datasets: { rows: 2, which: () => `id = 'bad'` },
  settings: { rows: 1, which: () => `key = 'bad'` },
} as const satisfies Readonly<
  Record<string, { readonly rows: number; readonly which: (bad: RunId) => string }>
>;
export type Table = keyof typeof tables;
export type ListedTable = Exclude<Table, 'settings'>;

/** Puts `value` into the row that is damaged for as long as `look` takes. */
export function withValue(
  { workbench: { database }, bad }: DamagedWorkbench,
  [table, column, value]: readonly [Table, string, Value],
  look: () => void,
): void {
  const which = tables[table].which(bad.id);
  try {
    database.transaction(() => {
      database.pragma('ignore_check_constraints = ON');
      const set = database.prepare<[Value]>(`UPDATE ${table} SET ${column} = ? WHERE ${which}`);
      try {
        set.run(value);
      } finally {
        database.pragma('ignore_check_constraints = OFF');
      }
      look();
      throw new Undo();
    });
  } catch (thrown) {
    // A value that another row has already is none that the row can have.
    const isTaken = thrown instanceof Error && thrown.message.startsWith('UNIQUE constraint');
    if (!(thrown instanceof Undo) && !isTaken) throw thrown;
  }
}

class Undo extends Error {}
