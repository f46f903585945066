import { expect, launchArguments, test } from '../fixtures';
import { cvae, run } from '../headless';
import { brief } from '../trainings';

test('the headless command stops at a window’s data folder, and says who holds it', async ({
  launch,
  profile,
}) => {
  const app = await launch();
  const refused = await cvae(app, 'runs', '--profile', profile);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toContain(`The workbench window (process ${app.pid}) is using`);
  expect(refused.stderr).toContain('Nothing was changed.');

  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...brief, Name: 'Undisturbed' });
  const shown = await newRun.start();
  await expect(shown.status).toHaveText('Done');
  await app.quit();

  const listed = await cvae(app, 'runs', '--json', '--profile', profile);
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject({ name: 'Undisturbed', status: 'done' });
});

test('a second start on a data folder shows the window that is there', async ({
  launch,
  profile,
}) => {
  const app = await launch();
  const focused = await app.electron.evaluateHandle(({ BrowserWindow }) => {
    const calls: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    window!.focus = () => void calls.push('focus');
    return calls;
  });
  const second = await run(app.executable, launchArguments(profile));
  expect(second.code).toBe(0);
  await expect.poll(() => focused.jsonValue()).toEqual(['focus']);
  await expect(app.page.getByText('No runs yet')).toBeVisible();
});

test('each data folder has a window of its own', async ({ launch, folder }) => {
  const first = await launch();
  const second = await launch({ profile: `${folder}/another` });
  await expect(second.page.getByText('No runs yet')).toBeVisible();
  expect(await first.invoke('runs.list')).toEqual([]);
});
