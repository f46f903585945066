import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startUnopened } from '../before-start';
import { expect, test } from '../fixtures';

const scribble = 'This is no database, and somebody may want it back.';

test.beforeEach(async ({ profile }) => {
  await mkdir(profile, { recursive: true });
  await writeFile(join(profile, 'workbench.sqlite'), scribble);
});

test('a database that cannot be opened is left as it is, and the person is told why', async ({
  folder,
  profile,
}) => {
  const answers = ['Show in files', 'Another data folder…', 'Quit'];
  const { code, told } = await startUnopened({ folder, profile }, answers);
  const question = {
    asked: {
      message: 'The database could not be opened.',
      detail: expect.stringContaining(join(profile, 'workbench.sqlite')) as unknown,
      buttons: ['Try again', 'Another data folder…', 'Show in files', 'Quit'],
    },
  };
  // It comes back after the folder was shown, and after none was chosen.
  expect(told).toEqual([question, { shown: profile }, question, question]);
  expect(code).toBe(1);
  expect(await readFile(join(profile, 'workbench.sqlite'), 'utf8')).toBe(scribble);
});

test('a data folder that cannot be there, or cannot be found out, is told of like it', async ({
  folder,
  profile,
}) => {
  const below = join(profile, 'workbench.sqlite', 'below');
  const { code, told } = await startUnopened({ folder, profile: below }, ['Quit']);
  const detail = `${below} cannot be a data folder. ${join(profile, 'workbench.sqlite')} is a file.`;
  expect(told).toMatchObject([{ asked: { detail: expect.stringContaining(detail) as unknown } }]);
  expect(code).toBe(1);

  const homeless = { HOME: '', XDG_DATA_HOME: '' };
  const unnamed = await startUnopened({ folder, profile: null }, ['Quit'], null, homeless);
  const buttons = ['Try again', 'Another data folder…', 'Quit'];
  expect(unnamed.told).toMatchObject([{ asked: { buttons } }]);
  expect(unnamed.code).toBe(1);
});

test('it can be tried again, or another data folder be taken this once', async ({
  folder,
  profile,
}) => {
  const again = await startUnopened({ folder, profile }, ['Try again']);
  expect(again.code).toBe(0);
  expect(again.told.slice(1)).toEqual([
    { startedAnew: expect.arrayContaining(['--profile', profile]) as unknown },
  ]);

  const other = join(folder, 'other');
  const elsewhere = await startUnopened({ folder, profile }, ['Another data folder…'], other);
  expect(elsewhere.code).toBe(0);
  const [, last] = elsewhere.told;
  if (last === undefined || !('startedAnew' in last)) throw new Error('Nothing took its place.');
  expect(last.startedAnew).toContain(`--profile=${other}`);
  expect(last.startedAnew).not.toContain(profile);
});
