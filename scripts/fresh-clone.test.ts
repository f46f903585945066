import { readFileSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { inRoot, root } from './lib/paths.mjs';

const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What a module and those that it imports statically need before their first line runs. */
function packagesOf(
  module: string,
  inputs: Metafile['inputs'],
  seen = new Set<string>(),
): string[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const imports = inputs[module]!.imports.filter(({ kind }) => kind !== 'dynamic-import');
  return imports.flatMap(({ path, external }) => {
    if (external !== true) return packagesOf(path, inputs, seen);
    return path.startsWith('node:') ? [] : [`${path}, of ${module}`];
  });
}

test.each(Object.entries(scripts))(
  'npm run %s sets a fresh clone up before it loads any package',
  async (_, command) => {
    const entry = /(?<=\bnode )\S+\.mjs/.exec(command)![0];
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
    expect(packagesOf(entry, metafile.inputs)).toEqual([]);
  },
);
