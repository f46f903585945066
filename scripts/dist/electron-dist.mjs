import { realpath } from 'node:fs/promises';
import { inRoot } from '../lib/paths.mjs';

/** Electron's plain distribution, as the set-up brought it in: the folder with the executable `electron`. */
export const electronDist = () => realpath(inRoot('node_modules/electron/dist'));
