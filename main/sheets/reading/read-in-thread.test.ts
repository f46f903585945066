import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInThread } from './read-in-thread';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cvae-thread-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A reader whose thread does this. */
function readerOf(name: string, script: string) {
  const entry = join(folder, `${name}.mjs`);
  writeFileSync(entry, `import { parentPort, workerData } from 'node:worker_threads';\n${script}`);
  return readInThread(entry);
}

it('gives what was read, and tells what is wrong with a file', async () => {
  const good = readerOf('good', 'parentPort.postMessage({ ok: true, value: workerData });');
  expect(await good('a path')).toBe('a path');
  const bad = readerOf(
    'bad',
    "parentPort.postMessage({ ok: false, error: { kind: 'invalid-input', message: 'No sheet.' } });",
  );
  await expect(bad('a path')).rejects.toMatchObject({
    kind: 'invalid-input',
    message: 'No sheet.',
  });
});

it('answers at once when it is cancelled, whatever the thread does', async () => {
  const controller = new AbortController();
  const reading = readerOf('busy', 'for (;;);')('a path', controller.signal);
  controller.abort();
  await expect(reading).rejects.toBe(controller.signal.reason);
  await expect(readerOf('idle', '')('a path', controller.signal)).rejects.toBe(
    controller.signal.reason,
  );
});

it('refuses a file that takes too much memory, and outlives a thread that breaks', async () => {
  const greedy = readerOf('greedy', 'const all = []; for (;;) all.push(new Array(1e6).fill(0.5));');
  await expect(greedy('a path')).rejects.toMatchObject({
    kind: 'invalid-input',
    message: 'Reading the file takes more time or memory than any sheet does.',
  });
  await expect(readerOf('broken', "throw new Error('broken');")('a')).rejects.toThrow('broken');
  await expect(readerOf('silent', '')('a path')).rejects.toThrow('The reader ended with code 0.');
});
