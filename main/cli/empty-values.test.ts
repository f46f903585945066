import { expect, test } from 'vitest';
import { commandNames, runUnopened } from './testing/unopened';

// Such as an unset variable leaves: `--profile "$UNSET"` must not mean the user's own data folder.
test.each(await commandNames())('%s refuses whatever is given and empty', async (command) => {
  const { text: help } = await runUnopened(command, '--help');
  const options = [...help.matchAll(/^ {2}(--[a-z-]+) </gm)].map(([, option]) => option!);
  const out = options.includes('--out') ? ['--out', 'a.png'] : [];
  const usages = [
    ...options.flatMap((option) => [
      [command, option, ''],
      [command, `${option}=`],
    ]),
    ['--profile', '', command, ...out],
    ['--profile=', command, ...out],
    ...(help.includes('\nArguments:') ? [[command, '', ...out]] : []),
  ];
  for (const argv of usages) {
    const { code, text } = await runUnopened(...argv);
    expect({ argv, code }).toEqual({ argv, code: 2 });
    expect(text).toMatch(/'' is invalid.* It is empty\./);
  }
});
