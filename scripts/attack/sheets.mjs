import { spawn } from 'node:child_process';
import { electronExecutable } from '../lib/electron.mjs';
import { inRoot, root } from '../lib/paths.mjs';

/** Damaged files that are opened in a round. */
const filesPerRound = 25;
/** Milliseconds after which a file that is still being opened is taken to hang. */
const patience = 90_000;
const kept = inRoot('build/attack/sheets');

/**
 * Opens damaged sheets; see main/sheets/testing/damaged-sheets.ts.
 * @param {import('../attack.mjs').Options} options
 * @returns {Promise<number>} how many were neither verified nor refused within bounds; those are kept
 */
export async function attack({ rounds, seed }) {
  const program = inRoot('build/attack/damaged-sheets.mjs');
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [inRoot('main/sheets/testing/damaged-sheets.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
    external: ['pngjs'],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
    },
  });
  const reader = inRoot('build/main/sheet-reader.js');
  const files = String(rounds * filesPerRound);
  const child = spawn(
    electronExecutable,
    ['--max-old-space-size=1024', program, reader, String(seed), files, kept],
    {
      cwd: root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  const giveUp = () => child.kill('SIGKILL');
  let deadline = setTimeout(giveUp, patience);
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    process.stdout.write(text);
    output = (output + text).slice(-1000);
    clearTimeout(deadline);
    deadline = setTimeout(giveUp, patience);
  });
  /** @type {number | null} */
  const code = await new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  clearTimeout(deadline);
  const [, failures] = /(\d+) of them gave way\n$/.exec(output) ?? [];
  if (failures !== undefined) return Number(failures);
  console.error(
    `It ended with ${code ?? 'a signal'} while it opened the last file that ${kept} holds.`,
  );
  return 1;
}
