import { openDatabase } from '../database';
import { openStores } from '../stores';
import { addLongRun } from './long-run';

/** Adds a run of very many steps to a data folder, in a process of its own: `fill-long FOLDER NAME EPOCHS STEPS Z`. */
const [folder, name, ...numbers] = process.argv.slice(2);
const [epochs, stepsPerEpoch, latentDimensions] = numbers.map(Number);
if (
  folder === undefined
  || name === undefined
  || epochs === undefined
  || stepsPerEpoch === undefined
  || latentDimensions === undefined
) {
  throw new Error('usage: fill-long FOLDER NAME EPOCHS STEPS Z');
}
const database = openDatabase(folder, { holder: 'headless command' });
addLongRun(openStores(database), { name, epochs, stepsPerEpoch, latentDimensions });
database.close();
