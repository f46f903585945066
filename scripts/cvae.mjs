import { cvae } from './lib/electron.mjs';
import { prepare } from './lib/prepare.mjs';

process.exitCode = (await prepare()) ? (await cvae(process.argv.slice(2))).code : 1;
