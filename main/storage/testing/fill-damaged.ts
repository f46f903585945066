import { v7 } from 'uuid';
import { openDatabase } from '../database';
import { openStores } from '../stores';
import { addFilledRun } from './filled-run';

/** Fills a data folder with rows of each kind that are damaged, and one good run, in a process of its own: `fill-damaged FOLDER`. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: fill-damaged FOLDER');
const database = openDatabase(folder, { holder: 'headless command' });
const stores = openStores(database);

function addRun(name: string, change = ''): void {
  const id = addFilledRun(stores, 3);
  stores.runs.setStatus(id, { status: 'done', error: null, startedAt: 1, finishedAt: 2 });
  stores.runs.refreshTotals(id);
  stores.runs.annotate(id, { name });
  if (change === '') return;
  database.prepare<[string]>(`UPDATE runs SET ${change} WHERE id = ?`).run(id);
}

const good = addFilledRun(stores, 3);
database.pragma('ignore_check_constraints = ON');
const change = (sql: string): number => database.prepare(sql).run();

// What can be read, though not all that belongs to it.
stores.runs.setStatus(good, { status: 'done', error: null, startedAt: 1, finishedAt: 2 });
stores.runs.refreshTotals(good);
stores.runs.annotate(good, { name: 'Good' });
change(`UPDATE runs SET parent_run = id, parent_checkpoint = '${v7()}', parent_epoch = 1`);
change(`UPDATE epoch_metrics SET kl_per_dimension = x'' WHERE epoch = 2`);
change(`UPDATE step_metrics SET losses = x'00' WHERE epoch = 2`);
change(`UPDATE snapshots SET pixels = x'00' WHERE epoch = 3`);

addRun('Bad tags', `tags = '["a'`);
addRun('Bad error', `error = '{"kind":'`);
addRun('Bad configuration', `config = '{'`);
addRun('Bad status', `status = 'asleep'`);
addRun('Far epoch', 'epochs_done = 1099511627776');
addRun('Bad time', 'created_at = 9007199254740991');
addRun('x'.repeat(10_000_000));
addRun('Long notes', `notes = printf('%.*c', 50000000, 'x')`);
addRun('Many tags', `tags = '["' || replace(hex(zeroblob(100000)), '00', 'a","') || '"]'`);
addRun('In the trash', `tags = '{', deleted_at = 5`);
change(`INSERT INTO comparisons VALUES ('${v7()}', 'Bad comparison', '{', 1)`);
change(`INSERT INTO sheets (id, recipe, thumbnail, created_at, path)
  VALUES ('${v7()}', '{', x'00', 1, '/bad sheet.png')`);
change(`INSERT INTO sheet_recipes VALUES ('${v7()}', 'Bad recipe', '{', 1, NULL)`);
change(`INSERT INTO datasets (id, name, classes, train_count, test_count, height, width, sha256, created_at)
  VALUES ('bad', 'Bad dataset', 10, 10, 10, 28, 28, '[]', 1)`);
change(`INSERT OR REPLACE INTO settings VALUES ('queue-paused', '{'), ('window', '{')`);
database.close();
