import { Worker } from 'node:worker_threads';
import { WorkbenchError, type Outcome } from '../../../shared/errors';
import type { ReadFile, SheetReader } from './read-sheet';
import { notASheet } from './refusals';

/** Milliseconds: many times what the largest sheet takes. */
const longestRead = 30_000;
/** Of JavaScript's own memory; the file's bytes come on top. */
const mostMegabytes = 512;

/**
 * Reads files in a thread of their own: what a hostile file costs, it costs there, for a time and in memory that are
 * bounded. Cancelling answers at once.
 *
 * @param entry the script of sheet-reader.ts
 */
export function readInThread(entry: string): SheetReader {
  return async (source, signal) => {
    signal?.throwIfAborted();
    const worker = new Worker(entry, {
      workerData: source,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const deadline = AbortSignal.timeout(longestRead);
    try {
      const outcome = await firstMessage(
        worker,
        AbortSignal.any(signal === undefined ? [deadline] : [deadline, signal]),
      );
      if (outcome.ok) return outcome.value;
      throw new WorkbenchError(outcome.error);
    } catch (thrown) {
      throw deadline.aborted || isOutOfMemory(thrown) ? tooCostly() : thrown;
    } finally {
      await worker.terminate();
    }
  };
}

function firstMessage(worker: Worker, signal: AbortSignal): Promise<Outcome<ReadFile>> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The reader ended with code ${code}.`)));
  });
}

function isOutOfMemory(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooCostly(): WorkbenchError {
  return notASheet('Reading the file takes more time or memory than any sheet does.');
}
