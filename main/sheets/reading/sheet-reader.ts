import { parentPort, workerData } from 'node:worker_threads';
import { toErrorReport, type Outcome } from '../../../shared/errors';
import { readSheet, type ReadFile } from './read-sheet';

/** A thread that reads the one file that it is given, and ends. */
async function read(): Promise<Outcome<ReadFile>> {
  try {
    return { ok: true, value: await readSheet(workerData as string | Uint8Array) };
  } catch (thrown) {
    return { ok: false, error: toErrorReport(thrown) };
  }
}

parentPort?.postMessage(await read());
