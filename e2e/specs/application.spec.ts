import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { answerQuestions, chooseFromMenu, recordOpened } from '../main-process';

test('the About box tells versions and where the data is', async ({ launch, profile }) => {
  const app = await launch();
  const asked = await answerQuestions(app.electron, 'Close');
  await chooseFromMenu(app.electron, 'About CVAE Workbench');
  await expect.poll(() => asked.jsonValue()).toHaveLength(1);
  const [{ message, detail }] = (await asked.jsonValue()) as [{ message: string; detail: string }];
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(message).toBe(`CVAE Workbench ${version}`);
  expect(detail).toContain('electron 33.2.1');
  expect(detail).toContain(`Data folder: ${profile}`);
});

test('Show logs opens the folder of a log that says what happened', async ({ launch, profile }) => {
  const app = await launch();
  const opened = await recordOpened(app.electron);
  await app.electron.evaluate(() => {
    console.error('Something for the log');
  });
  await chooseFromMenu(app.electron, 'Show logs');
  await expect.poll(() => opened.jsonValue()).toEqual([join(profile, 'logs')]);
  const log = await readFile(join(profile, 'logs', 'workbench.log'), 'utf8');
  expect(log).toMatch(/\[info\] .*CVAE Workbench \S+ starts/);
  expect(log).toMatch(/\[error\] .*Something for the log/);
});
