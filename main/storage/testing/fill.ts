import { openDatabase } from '../database';
import { openStores } from '../stores';
import { addManyRuns } from './many-runs';

/** Fills a data folder with runs, in a process of its own: `fill FOLDER COUNT`. */
const [folder, count] = process.argv.slice(2);
if (folder === undefined || count === undefined) throw new Error('usage: fill FOLDER COUNT');
const database = openDatabase(folder, { holder: 'headless command' });
addManyRuns(openStores(database), Number(count));
database.close();
