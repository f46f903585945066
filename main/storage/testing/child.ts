import { openDatabase } from '../database';
import { openStores } from '../stores';
import { newCheckpointId, sampleMetrics, sampleRun, sampleState } from './samples';

/**
 * Runs in a process of its own: `hold` opens the database of a data folder and keeps it, `write` stores one
 * epoch after the other until it is killed. Each line on standard output says what was stored by then.
 */
const [task, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: child hold|write FOLDER');
const database = openDatabase(folder, { holder: 'headless command' });

if (task === 'write') {
  const stores = openStores(database);
  const run = sampleRun();
  stores.runs.insert(run);
  process.stdout.write(`${run.id}\n`);
  for (let epoch = 1; ; epoch++) {
    stores.transaction(() => {
      stores.metrics.putEpoch(run.id, sampleMetrics(epoch));
      const state = sampleState(epoch, 0, 20_000);
      stores.checkpoints.add({ id: newCheckpointId(), run: run.id, createdAt: epoch, state });
    });
    process.stdout.write(`${epoch}\n`);
  }
} else {
  process.stdout.write('holding\n');
  setInterval(() => database.isOpen, 1000);
}
