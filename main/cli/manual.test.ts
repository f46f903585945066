import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportFormats } from '../../shared/export-protocol';
import { presetIds } from '../../shared/presets';
import { commandNames, runUnopened } from './testing/unopened';

const packaged = (name: string) =>
  readFileSync(new URL(`../../scripts/dist/debian/tree/${name}`, import.meta.url), 'utf8');
const manual = packaged('cvae.1').replaceAll('\\-', '-');
const completion = packaged('cvae.bash-completion');

const commands = await commandNames();

test('the manual and the completion know every command', () => {
  expect(commands).toHaveLength(11);
  for (const name of commands) {
    expect(manual).toMatch(new RegExp(`^\\.TP\\n\\.[BRI]+ ${name}\\b`, 'm'));
    expect(completion).toMatch(
      new RegExp(`^ +([a-z]+ \\| )*${name}( \\| [a-z]+)*\\) options=`, 'm'),
    );
  }
});

test.each(commands)('the manual and the completion know every option of %s', async (name) => {
  const options = [
    ...(await runUnopened(name, '--help')).text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm),
  ];
  const section = new RegExp(`^\\.TP\\n\\.[BRI]+ ${name}\\b[^]*?(?=^\\.TP|^\\.SH)`, 'm');
  const written = `${section.exec(manual)?.[0]}${manual.slice(manual.indexOf('.SH OPTIONS'))}`;
  const line = completion
    .split('\n')
    .find((text) => new RegExp(`\\b${name}\\b.*options=`).test(text));
  const completed = `${line} --json --profile --help`.split(/[ ']/);
  expect(options.length).toBeGreaterThan(2);
  for (const [, option] of options) {
    expect(written).toContain(option);
    expect(completed).toContain(option);
  }
});

test('the completion knows every preset and format', () => {
  expect(completion).toContain(`--preset) COMPREPLY=($(compgen -W '${presetIds.join(' ')}'`);
  expect(completion).toContain(`--format) COMPREPLY=($(compgen -W '${exportFormats.join(' ')}'`);
});
